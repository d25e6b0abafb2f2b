package parley.http.edge;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;

/** Sees that a record that was read has everything that is not {@code @Nullable}, all the way down. */
final class Completeness {
    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            List<RecordComponent> components = List.of(type.getRecordComponents());
            components.forEach(it -> it.getAccessor().setAccessible(true));
            return components;
        }
    };

    private Completeness() {}

    static void check(String path, Record value) {
        for (RecordComponent component : COMPONENTS.get(value.getClass())) {
            String field = path.isEmpty() ? component.getName() : path + "." + component.getName();
            inside(field, component, read(component, value));
        }
    }

    private static void inside(String field, RecordComponent component, @Nullable Object value) {
        switch (value) {
            case null -> {
                if (!isOptional(component)) throw missing(field);
            }
            case Record record -> check(field, record);
            case Collection<?> items -> each(field, items);
            default -> {}
        }
    }

    private static void each(String field, Collection<?> items) {
        int index = 0;
        for (Object item : items) {
            String place = field + "[" + index++ + "]";
            if (item == null) throw missing(place);
            if (item instanceof Record record) check(place, record);
        }
    }

    private static boolean isOptional(RecordComponent component) {
        return Stream.of(component.getAnnotatedType().getAnnotations()).anyMatch(Nullable.class::isInstance);
    }

    private static Refusal missing(String field) {
        return Refusal.invalid(field + " is required");
    }

    private static @Nullable Object read(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("a record's component cannot be read: " + component, failure);
        }
    }
}
