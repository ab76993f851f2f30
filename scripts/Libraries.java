import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.ZipFile;

/**
 * Takes out of a library's jar what costs every start of the program and gives it nothing: {@code java scripts/Libraries.java JAR NEW} (BuiltJars).
 *
 * <ul>
 *   <li>JLine's CLibrary has its native half unpacked anew at each start, by a class with a logger, and the first logger of a program opens every
 *       jar there is. Here it loads the file that the launcher names (Ioctl).
 *   <li>JLine's Signals tells that logger of each signal. Here it says nothing.
 *   <li>Lanterna's colours put the two numbers of each together by String.format, which loads what locales need. Here they are appended.
 * </ul>
 */
final class Libraries {
    private static final ClassDesc STRING = ConstantDescs.CD_String;
    private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");
    private static final MethodTypeDesc FORMAT = MethodTypeDesc.of(STRING, STRING, ConstantDescs.CD_Object.arrayType());

    private Libraries() {}

    public static void main(String[] args) throws Exception {
        try (var jar = new ZipFile(args[0])) {
            ClassJar.rewrite(jar, Path.of(args[1]), Libraries::without);
        }
    }

    /** JLine's native half, as a file; one that this machine cannot load has the call linked instead (Ioctl). */
    static void unpack(Path jar, Path to) throws Exception {
        var machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "arm64";
        try (var file = new ZipFile(jar.toFile())) {
            Files.copy(file.getInputStream(file.getEntry("org/jline/nativ/Linux/" + machine + "/libjlinenative.so")), to);
        }
    }

    private static byte[] without(ClassModel model) {
        var change = switch (model.thisClass().asInternalName()) {
            case "org/jline/nativ/CLibrary" -> calls("org.jline.nativ.JLineNativeLoader", "initialize", Libraries::load);
            case "org/jline/utils/Signals" ->
                calls("org.jline.utils.Log", "debug", CodeBuilder::pop).andThen(calls("org.jline.utils.Log", "trace", CodeBuilder::pop));
            case "com/googlecode/lanterna/TextColor$ANSI" -> appending(model.thisClass().asSymbol());
            default -> null;
        };
        return change == null ? null : ClassJar.FILES.transformClass(model, change);
    }

    /** Has {@code instead} stand where a method is called. */
    private static ClassTransform calls(String owner, String name, Consumer<CodeBuilder> instead) {
        var of = ClassDesc.of(owner);
        return ClassTransform.transformingMethodBodies((code, element) -> {
            if (element instanceof InvokeInstruction call && call.owner().asSymbol().equals(of) && call.name().equalsString(name)) {
                instead.accept(code);
            } else {
                code.with(element);
            }
        });
    }

    private static void load(CodeBuilder code) {
        var system = ClassDesc.of("java.lang.System");
        code.ldc("holdpoint.jline").invokestatic(system, "getProperty", MethodTypeDesc.of(STRING, STRING));
        code.invokestatic(system, "load", MethodTypeDesc.of(ConstantDescs.CD_void, STRING)).iconst_1();
    }

    private static ClassTransform appending(ClassDesc colours) {
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
        return calls("java.lang.String", "format", code -> code.invokestatic(colours, "format$", FORMAT))
                .andThen(ClassTransform.endHandler(type -> type.withMethodBody("format$", FORMAT, flags, Libraries::both)));
    }

    /** "%d%d". */
    private static void both(CodeBuilder code) {
        var append = MethodTypeDesc.of(BUILDER, ConstantDescs.CD_Object);
        code.new_(BUILDER).dup().invokespecial(BUILDER, "<init>", MethodTypeDesc.of(ConstantDescs.CD_void));
        code.aload(1).iconst_0().aaload().invokevirtual(BUILDER, "append", append);
        code.aload(1).iconst_1().aaload().invokevirtual(BUILDER, "append", append);
        code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(STRING)).areturn();
    }
}
