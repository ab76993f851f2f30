import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/**
 * Takes out of Lanterna's jar what costs every start of the program and gives it nothing: {@code java scripts/Lanterna.java JAR NEW} (BuiltJars).
 * The codes of its sixteen colours are made by {@code String.format}, which asks for the digits of the operator's locale and has the JVM
 * read tables of locales for that. Here they are the digits of no locale, which terminals understand wherever they stand.
 */
final class Lanterna {
    private static final ClassDesc STRING = ConstantDescs.CD_String;
    private static final ClassDesc LOCALE = ClassDesc.of("java.util.Locale");
    private static final ClassDesc OBJECTS = ConstantDescs.CD_Object.arrayType();

    private Lanterna() {}

    public static void main(String[] args) throws Exception {
        try (var jar = new ZipFile(args[0])) {
            ClassJar.rewrite(jar, Path.of(args[1]), Lanterna::without);
        }
    }

    private static byte[] without(ClassModel model) {
        return model.thisClass().asInternalName().equals("com/googlecode/lanterna/TextColor$ANSI")
                ? ClassJar.FILES.transformClass(model, ClassJar.calls("java.lang.String", "format", Lanterna::format))
                : null;
    }

    /** The same call with no locale before its pattern. */
    private static void format(CodeBuilder code) {
        int pattern = code.allocateLocal(TypeKind.REFERENCE);
        int values = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(values).astore(pattern);
        code.aconst_null().aload(pattern).aload(values);
        code.invokestatic(STRING, "format", MethodTypeDesc.of(STRING, LOCALE, STRING, OBJECTS));
    }
}
