import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * Writes what the annotations of a jar's records say into its class Marks: {@code java -cp JAR:lib/* scripts/RecordMarks.java JAR NEW}.
 *
 * <p>The annotations stay the only truth: their texts come from Marks.read, which a program that was not built so asks at run time. Each record with any
 * gets a method of its own, and Marks.texts asks for the record's name; one that it does not know is read as before.
 */
final class RecordMarks {
    private static final String MARKS = "dev/holdpoint/checklist/shape/Marks";
    private static final ClassDesc TEXTS = ConstantDescs.CD_String.arrayType();
    private static final MethodTypeDesc OF = MethodTypeDesc.of(TEXTS, ConstantDescs.CD_Class);

    private RecordMarks() {}

    public static void main(String[] args) throws Exception {
        try (var jar = new ZipFile(args[0])) {
            var marks = marks(jar);
            ClassJar.rewrite(jar, Path.of(args[1]), model -> model.thisClass().asInternalName().equals(MARKS) ? with(marks, model) : null);
        }
    }

    /** By the name of the record. */
    private static Map<String, String[]> marks(ZipFile jar) throws Exception {
        var reader = Class.forName(MARKS.replace('/', '.')).getDeclaredMethod("read", Class.class);
        reader.setAccessible(true);
        var marks = new LinkedHashMap<String, String[]>();
        for (var entry : jar.stream().filter(it -> it.getName().endsWith(".class")).toList()) {
            var model = ClassJar.FILES.parse(jar.getInputStream(entry).readAllBytes());
            if (model.superclass().filter(it -> it.asInternalName().equals("java/lang/Record")).isPresent()) {
                add(name(entry.getName()), reader, marks);
            }
        }
        return marks;
    }

    private static void add(String name, Method reader, Map<String, String[]> to) throws Exception {
        var texts = (String[]) reader.invoke(null, Class.forName(name, false, ClassLoader.getSystemClassLoader()));
        for (var text : texts) {
            if (!text.isEmpty()) {
                to.put(name, texts);
                return;
            }
        }
    }

    private static String name(String entry) {
        return entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
    }

    private static byte[] with(Map<String, String[]> marks, ClassModel model) {
        var mine = model.thisClass().asSymbol();
        var names = marks.keySet().toArray(String[]::new);
        var body = ClassTransform.transformingMethodBodies(
                it -> it.methodName().equalsString("texts") && it.methodTypeSymbol().equals(OF),
                CodeTransform.ofStateful(() -> new Instead(mine, names)));
        return ClassJar.FILES.transformClass(model, body.andThen(ClassTransform.endHandler(type -> {
            for (int i = 0; i < names.length; i++) {
                var texts = marks.get(names[i]);
                int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
                type.withMethodBody("texts$" + i, MethodTypeDesc.of(TEXTS), flags, code -> array(code, texts));
            }
        })));
    }

    private static void array(CodeBuilder code, String... texts) {
        code.loadConstant(texts.length).anewarray(ConstantDescs.CD_String);
        for (int i = 0; i < texts.length; i++) {
            code.dup().loadConstant(i).loadConstant(texts[i]).aastore();
        }
        code.areturn();
    }

    /** Asks name by name in front of what stood there. */
    private record Instead(ClassDesc mine, String... names) implements CodeTransform {
        @Override
        public void atStart(CodeBuilder code) {
            code.aload(0).invokevirtual(ConstantDescs.CD_Class, "getName", MethodTypeDesc.of(ConstantDescs.CD_String)).astore(1);
            for (int i = 0; i < names.length; i++) {
                var next = code.newLabel();
                code.aload(1).loadConstant(names[i]);
                code.invokevirtual(
                        ConstantDescs.CD_String, "equals", MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object));
                code.ifeq(next).invokestatic(mine, "texts$" + i, MethodTypeDesc.of(TEXTS)).areturn().labelBinding(next);
            }
        }

        @Override
        public void accept(CodeBuilder code, java.lang.classfile.CodeElement element) {
            code.with(element);
        }
    }
}
