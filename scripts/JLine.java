import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/**
 * Takes out of JLine's jar what costs every start of the program and gives it nothing: {@code java scripts/JLine.java JAR NEW} (BuiltJars).
 *
 * <ul>
 *   <li>CLibrary has its native half unpacked anew at each start, by a class with a logger, and the first logger of a program opens every
 *       jar there is. Here it loads the file that the launcher names (Ioctl).
 *   <li>Signals tells that logger of each signal. Here it says nothing.
 * </ul>
 */
final class JLine {
    private static final ClassDesc STRING = ConstantDescs.CD_String;

    private JLine() {}

    public static void main(String[] args) throws Exception {
        try (var jar = new ZipFile(args[0])) {
            ClassJar.rewrite(jar, Path.of(args[1]), JLine::without);
        }
    }

    /** Its native half, as a file; one that this machine cannot load has the call linked instead (Ioctl). */
    static void unpack(Path jar, Path to) throws Exception {
        var machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "arm64";
        try (var file = new ZipFile(jar.toFile())) {
            Files.copy(file.getInputStream(file.getEntry("org/jline/nativ/Linux/" + machine + "/libjlinenative.so")), to);
        }
    }

    private static byte[] without(ClassModel model) {
        var change = switch (model.thisClass().asInternalName()) {
            case "org/jline/nativ/CLibrary" -> ClassJar.calls("org.jline.nativ.JLineNativeLoader", "initialize", JLine::load);
            case "org/jline/utils/Signals" ->
                ClassJar.calls("org.jline.utils.Log", "debug", CodeBuilder::pop).andThen(ClassJar.calls("org.jline.utils.Log", "trace", CodeBuilder::pop));
            default -> null;
        };
        return change == null ? null : ClassJar.FILES.transformClass(model, change);
    }

    private static void load(CodeBuilder code) {
        var system = ClassDesc.of("java.lang.System");
        code.ldc("holdpoint.jline").invokestatic(system, "getProperty", MethodTypeDesc.of(STRING, STRING));
        code.invokestatic(system, "load", MethodTypeDesc.of(ConstantDescs.CD_void, STRING)).iconst_1();
    }
}
