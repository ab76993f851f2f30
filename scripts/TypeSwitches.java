import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * Takes the pattern switches of a jar apart: {@code java -cp JAR:lib/* scripts/TypeSwitches.java JAR NEW}.
 *
 * <p>javac has the JVM put each switch over types together when it is first used (SwitchBootstraps.typeSwitch), and of all that javac
 * leaves to the first use this alone is not kept in an AOT cache (JDK 25). A start uses dozens of them. Here each becomes a private
 * method that asks {@code instanceof} label by label, which is what typeSwitch is specified to answer: -1 for null, else the first
 * label at or after {@code restart} that fits, else their number. Switches with labels of other sorts stay as they are.
 */
final class TypeSwitches {
    private final ClassModel model;
    private final List<InvokeDynamicInstruction> found = new ArrayList<>();

    private TypeSwitches(ClassModel model) {
        this.model = model;
    }

    public static void main(String[] args) throws Exception {
        try (var jar = new ZipFile(args[0])) {
            ClassJar.rewrite(jar, Path.of(args[1]), model -> new TypeSwitches(model).apart());
        }
    }

    private byte[] apart() {
        if (model.methods().stream().noneMatch(TypeSwitches::switches)) {
            return null;
        }
        var calls = ClassTransform.transformingMethodBodies(TypeSwitches::switches, (CodeTransform) (code, element) -> {
            if (element instanceof InvokeDynamicInstruction call && plain(call)) {
                code.invokestatic(
                        model.thisClass().asSymbol(), name(found.size()), call.typeSymbol(), model.flags().has(AccessFlag.INTERFACE));
                found.add(call);
            } else {
                code.with(element);
            }
        });
        return ClassJar.FILES.transformClass(model, calls.andThen(ClassTransform.endHandler(this::methods)));
    }

    private void methods(java.lang.classfile.ClassBuilder type) {
        for (int i = 0; i < found.size(); i++) {
            var call = found.get(i);
            int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
            type.withMethodBody(name(i), call.typeSymbol(), flags, code -> body(code, call.bootstrapArgs()));
        }
    }

    private static void body(java.lang.classfile.CodeBuilder code, List<ConstantDesc> labels) {
        var there = code.newLabel();
        code.aload(0).ifnonnull(there).iconst_m1().ireturn().labelBinding(there);
        for (int i = 0; i < labels.size(); i++) {
            var next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next).aload(0);
            if (labels.get(i) instanceof ClassDesc type) {
                code.instanceOf(type);
            } else {
                code.loadConstant(labels.get(i)).swap();
                code.invokevirtual(ConstantDescs.CD_Object, "equals", MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object));
            }
            code.ifeq(next).loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    private static boolean switches(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .anyMatch(it -> it instanceof InvokeDynamicInstruction call && plain(call));
    }

    private static boolean plain(InvokeDynamicInstruction call) {
        var maker = call.bootstrapMethod();
        return maker.owner().descriptorString().equals("Ljava/lang/runtime/SwitchBootstraps;")
                && maker.methodName().equals("typeSwitch")
                && !call.typeSymbol().parameterType(0).isPrimitive()
                && call.bootstrapArgs().stream()
                        .allMatch(it -> it instanceof ClassDesc type && !type.isPrimitive() || it instanceof String);
    }

    private static String name(int number) {
        return "typeSwitch$" + number;
    }
}
