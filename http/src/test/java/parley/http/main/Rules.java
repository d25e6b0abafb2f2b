package parley.http.main;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.Message;

/** The rules of the house, each for any classes under a root package, so that a planted violation can be tried on it. */
record Rules(String root) {
    /** A room uses the JDK, libraries, itself and the rooms on its line. */
    ArchRule usesOnlyItsDoors(String room, Set<String> doors) {
        String[] open = Stream.concat(Stream.of(room), doors.stream())
                .map(it -> root + "." + it)
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> closed = resideInAPackage(root + "..")
                .and(DescribedPredicate.not(resideInAnyPackage(open)))
                .as("rooms without a door to " + room);
        return noClasses()
                .that()
                .resideInAPackage(root + "." + room)
                .should()
                .dependOnClassesThat(closed)
                .allowEmptyShould(true);
    }

    ArchRule everyClassLivesInARoom(Map<String, Set<String>> rooms) {
        String[] packages = rooms.keySet().stream().map(it -> root + "." + it).toArray(String[]::new);
        return classes().should().resideInAnyPackage(packages);
    }

    ArchRule everyRoomIsNullMarked() {
        return classes().should(new ArchCondition<>("live in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getPackageName() + " needs a package-info.java with @NullMarked"));
            }
        });
    }

    ArchRule engineSpeaksNoHttpAndNoSql() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pekko.http..", "java.net.http..", "java.sql..", "javax.sql..", "slick..");
    }

    ArchRule messagesAndEventsAreValues() {
        return classes()
                .that()
                .areAssignableTo(Message.class)
                .or()
                .areAssignableTo(Journaled.class)
                .should(new ArchCondition<>("be records, enums or interfaces") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean value = type.isRecord() || type.isEnum() || type.isInterface();
                        events.add(new SimpleConditionEvent(type, value, type.getName() + " is a class"));
                    }
                })
                .allowEmptyShould(true);
    }

    /** With an encryption configuration Pac4j 6.3.1 takes an unsigned token inside an encrypted one (CVE-2026-29000). */
    ArchRule nobodyEncryptsTokens() {
        return noClasses()
                .should()
                .callMethodWhere(describe("an encryption configuration is given to Pac4j", Rules::givesEncryption))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.pac4j.jwt.config.encryption..");
    }

    private static boolean givesEncryption(JavaMethodCall call) {
        return call.getTargetOwner().getPackageName().startsWith("org.pac4j.")
                && call.getName().contains("EncryptionConfiguration");
    }
}
