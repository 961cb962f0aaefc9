package dev.floe.examples.docs;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a module lets its users see: each type and member of its exported packages that is public or protected. */
final class PublicApi {
    private static final Set<String> OBJECTS = Set.of("equals", "hashCode", "toString");
    private static final Set<String> ENUMS = Set.of("values", "valueOf");
    private static final Set<String> BASES = Set.of("java.lang.Object", "java.lang.Record", "java.lang.Enum");
    private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

    private PublicApi() {}

    /** Returns a line for each, sorted by type and name. */
    static List<String> of(Path classes) throws IOException, ClassNotFoundException {
        List<String> lines = new ArrayList<>();
        for (String name : exported(classes)) {
            Class<?> type = Class.forName(name, false, PublicApi.class.getClassLoader());
            if (isVisible(type)) {
                lines.add(line(type, head(type)));
                members(type).forEach(member -> lines.add(line(type, member)));
            }
        }
        return lines;
    }

    private static Set<String> exported(Path classes) throws IOException {
        ModuleReference module =
                ModuleFinder.of(classes).findAll().stream().findFirst().orElseThrow();
        try (ModuleReader reader = module.open();
                Stream<String> files = reader.list()) {
            return files.filter(file -> file.endsWith(".class"))
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .filter(name -> isExported(name, module.descriptor()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean isExported(String name, ModuleDescriptor module) {
        return module.exports().stream().anyMatch(exported -> name.matches("\\Q" + exported.source() + "\\E\\.[^.]+"));
    }

    /** A nested type is seen where all that enclose it are. */
    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return !type.isAnonymousClass()
                && !type.isLocalClass()
                && isOpen(type.getModifiers())
                && (outer == null || isVisible(outer));
    }

    private static Stream<String> members(Class<?> type) {
        Stream<String> fields = Arrays.stream(type.getDeclaredFields())
                .filter(PublicApi::isShown)
                .map(PublicApi::text);
        Stream<String> code = Stream.of(type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream)
                .filter(PublicApi::isShown)
                .map(PublicApi::text);
        return Stream.concat(fields, code).sorted();
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static boolean isShown(Field field) {
        return isOpen(field.getModifiers()) && !field.isSynthetic();
    }

    /** What every object, and every enum, has anyhow is left out. */
    private static boolean isShown(Executable member) {
        boolean given = OBJECTS.contains(member.getName())
                || (member.getDeclaringClass().isEnum() && ENUMS.contains(member.getName()));
        return isOpen(member.getModifiers()) && !member.isSynthetic() && !given;
    }

    private static String line(Class<?> type, String text) {
        return type.getName().replace('$', '.') + ": "
                + PACKAGES.matcher(text).replaceAll("").replace('$', '.');
    }

    /** As in {@code "final record implements Message"}. */
    private static String head(Class<?> type) {
        Class<?> base = type.getSuperclass();
        String head = (type.isSealed() ? "sealed " : "") + modifiers(type.getModifiers() & Modifier.classModifiers());
        if (type.isInterface()) {
            head = head.replace("abstract ", "").replace("static ", "") + "interface";
        } else {
            head += type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
        }
        if (base != null && !BASES.contains(base.getName())) {
            head += " extends " + type.getGenericSuperclass().getTypeName();
        }
        return head + list(" implements ", type.getGenericInterfaces());
    }

    /** As in {@code "TYPE, static final int"}. */
    private static String text(Field field) {
        return field.getName() + ", " + modifiers(field.getModifiers())
                + field.getGenericType().getTypeName();
    }

    /** As in {@code "decode(ByteBuffer), static DecodeStatus"}. */
    private static String text(Executable member) {
        String parameters = "(" + list("", member.getGenericParameterTypes()) + ")";
        String thrown = list(" throws ", member.getGenericExceptionTypes());
        if (member instanceof Method method) {
            return method.getName() + parameters + ", "
                    + modifiers(method.getModifiers() & Modifier.methodModifiers())
                    + method.getGenericReturnType().getTypeName() + thrown;
        }
        return "new" + parameters + thrown;
    }

    /** Everything is public that is not protected. */
    private static String modifiers(int modifiers) {
        String text = Modifier.toString(modifiers & ~Modifier.PUBLIC);
        return text.isEmpty() ? "" : text + " ";
    }

    private static String list(String before, Type... types) {
        return types.length == 0
                ? ""
                : before + Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", "));
    }
}
