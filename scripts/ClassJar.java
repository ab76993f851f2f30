import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A jar of which another is made, class by class. Types that it does not hold are looked up on the class path of the tool. */
final class ClassJar {
    static final ClassFile FILES = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader())
                    .orElse(ClassHierarchyResolver.defaultResolver())));

    private ClassJar() {}

    /** What becomes of a class. */
    interface Rewriting {
        /** @return null where it stays as it is */
        byte[] of(ClassModel model);
    }

    /** Has {@code instead} stand where a method is called. */
    static ClassTransform calls(String owner, String name, Consumer<CodeBuilder> instead) {
        var of = ClassDesc.of(owner);
        return ClassTransform.transformingMethodBodies((code, element) -> {
            if (element instanceof InvokeInstruction call && call.owner().asSymbol().equals(of) && call.name().equalsString(name)) {
                instead.accept(code);
            } else {
                code.with(element);
            }
        });
    }

    /** Everything that is no class is copied as it is. */
    static void rewrite(ZipFile jar, Path to, Rewriting rewriting) throws Exception {
        try (var out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (var entry : jar.stream().toList()) {
                byte[] bytes = jar.getInputStream(entry).readAllBytes();
                byte[] changed = entry.getName().endsWith(".class") ? rewriting.of(FILES.parse(bytes)) : null;
                var copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(changed == null ? bytes : changed);
            }
        }
    }
}
