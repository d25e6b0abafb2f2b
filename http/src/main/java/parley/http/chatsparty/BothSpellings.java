package parley.http.chatsparty;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes {@code createdAt} as {@code created_at} too, unless there is something else of that name. */
final class BothSpellings extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;
    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private BothSpellings() {}

    static Module module() {
        return new SimpleModule().setSerializerModifier(new BothSpellings());
    }

    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config, BeanDescription description, List<BeanPropertyWriter> properties) {
        Set<String> names = properties.stream().map(BeanPropertyWriter::getName).collect(Collectors.toSet());
        List<BeanPropertyWriter> all = new ArrayList<>(properties);
        for (BeanPropertyWriter property : properties) {
            String snake = SNAKE.translate(property.getName());
            if (!names.contains(snake)) all.add(property.rename(named(snake)));
        }
        return all;
    }

    private static NameTransformer named(String name) {
        return new NameTransformer() {
            @Override
            public String transform(String ignored) {
                return name;
            }

            @Override
            public String reverse(String transformed) {
                return transformed;
            }
        };
    }
}
