import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipFile;

/**
 * Writes out {@code equals} and {@code hashCode} of a jar's records: {@code java -cp JAR:lib/* scripts/RecordMethods.java JAR NEW}.
 *
 * <p>javac leaves them to ObjectMethods.bootstrap, which puts each together from a handful of method handles when it is first called: of a
 * record like Size ten classes that the JVM writes at that moment, and no AOT cache keeps (JDK 25). What is written here answers the same:
 * primitives by the compare of their wrapper, references by Objects.equals; 31 times what came before, from 0 on, plus the component's.
 */
final class RecordMethods {
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

    private RecordMethods() {}

    public static void main(String[] args) throws Exception {
        try (var jar = new ZipFile(args[0])) {
            ClassJar.rewrite(jar, Path.of(args[1]), RecordMethods::written);
        }
    }

    private static byte[] written(ClassModel model) {
        var components = model.findAttribute(Attributes.record());
        if (components.isEmpty() || model.methods().stream().noneMatch(RecordMethods::left)) {
            return null;
        }
        var type = model.thisClass().asSymbol();
        var parts = components.get().components();
        return ClassJar.FILES.transformClass(model, (ClassTransform) (built, element) -> {
            if (element instanceof MethodModel method && left(method)) {
                Consumer<CodeBuilder> body = method.methodName().equalsString("equals") ? code -> equals(code, type, parts) : code -> hash(code, type, parts);
                built.withMethodBody(method.methodName(), method.methodType(), method.flags().flagsMask(), body);
            } else {
                built.with(element);
            }
        });
    }

    /** Whether javac left it to the first call. */
    private static boolean left(MethodModel method) {
        return (method.methodName().equalsString("equals") || method.methodName().equalsString("hashCode"))
                && method.code().stream().flatMap(code -> code.elementStream()).anyMatch(it -> it instanceof InvokeDynamicInstruction call
                        && call.bootstrapMethod().owner().descriptorString().equals("Ljava/lang/runtime/ObjectMethods;"));
    }

    private static void equals(CodeBuilder code, ClassDesc type, List<RecordComponentInfo> parts) {
        var other = code.newLabel();
        var no = code.newLabel();
        code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn();
        code.labelBinding(other).aload(1).instanceOf(type).ifeq(no);
        for (var part : parts) {
            var sort = part.descriptorSymbol();
            code.aload(0).getfield(type, part.name().stringValue(), sort);
            code.aload(1).checkcast(type).getfield(type, part.name().stringValue(), sort);
            if (!sort.isPrimitive()) {
                code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object)).ifeq(no);
            } else if (sort.equals(CD_long)) {
                code.lcmp().ifne(no);
            } else if (sort.equals(CD_double) || sort.equals(CD_float)) {
                code.invokestatic(wrapper(sort), "compare", MethodTypeDesc.of(CD_int, sort, sort)).ifne(no);
            } else {
                code.if_icmpne(no);
            }
        }
        code.iconst_1().ireturn().labelBinding(no).iconst_0().ireturn();
    }

    private static void hash(CodeBuilder code, ClassDesc type, List<RecordComponentInfo> parts) {
        code.iconst_0();
        for (var part : parts) {
            var sort = part.descriptorSymbol();
            code.bipush(31).imul().aload(0).getfield(type, part.name().stringValue(), sort);
            if (sort.isPrimitive()) {
                code.invokestatic(wrapper(sort), "hashCode", MethodTypeDesc.of(CD_int, sort));
            } else {
                code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
            }
            code.iadd();
        }
        code.ireturn();
    }

    private static ClassDesc wrapper(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case BOOLEAN -> ClassDesc.of("java.lang.Boolean");
            case BYTE -> ClassDesc.of("java.lang.Byte");
            case SHORT -> ClassDesc.of("java.lang.Short");
            case CHAR -> ClassDesc.of("java.lang.Character");
            case INT -> ClassDesc.of("java.lang.Integer");
            case LONG -> ClassDesc.of("java.lang.Long");
            case FLOAT -> ClassDesc.of("java.lang.Float");
            case DOUBLE -> ClassDesc.of("java.lang.Double");
            default -> throw new IllegalArgumentException(primitive.displayName());
        };
    }
}
