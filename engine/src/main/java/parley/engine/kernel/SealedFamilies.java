package parley.engine.kernel;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a message between nodes hold a member of a sealed family: the member's name goes with it, and only members that
 * the family permits are read. Used for messages alone; the journal never writes a type inside an event.
 */
public final class SealedFamilies extends SimpleModule {
    private static final String MEMBER = "@member";

    public SealedFamilies() {
        super("sealed-families");
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.appendAnnotationIntrospector(new Introspector());
    }

    /** Answers where annotations are silent. */
    private static final class Introspector extends NopAnnotationIntrospector {
        @Override
        public @Nullable TypeResolverBuilder<?> findTypeResolver(
                MapperConfig<?> config, AnnotatedClass family, JavaType type) {
            return ours(family.getRawType())
                    ? new StdTypeResolverBuilder()
                            .init(JsonTypeInfo.Id.NAME, null)
                            .inclusion(JsonTypeInfo.As.PROPERTY)
                            .typeProperty(MEMBER)
                    : null;
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(Annotated family) {
            return ours(family.getRawType()) ? members(family.getRawType(), new ArrayList<>()) : null;
        }

        private static boolean ours(Class<?> type) {
            return type.isSealed() && (Message.class.isAssignableFrom(type) || Journaled.class.isAssignableFrom(type));
        }

        private static List<NamedType> members(Class<?> type, List<NamedType> found) {
            if (type.isSealed()) for (Class<?> member : type.getPermittedSubclasses()) members(member, found);
            else found.add(new NamedType(type, type.getName()));
            return found;
        }
    }
}
