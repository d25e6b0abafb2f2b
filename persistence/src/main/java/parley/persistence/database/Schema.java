package parley.persistence.database;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/**
 * How far the schema of a database is, and how far this program would bring it. Looking changes nothing.
 *
 * @param current the version that the database is at; empty where nothing was ever done to it
 * @param known the newest version that this program knows
 * @param pending how many migrations this program would make at its next start
 * @param failed the versions of which a migration has failed
 * @param newer the versions that this program has never heard of
 */
public record Schema(Optional<String> current, String known, int pending, List<String> failed, List<String> newer) {
    public Schema {
        failed = List.copyOf(failed);
        newer = List.copyOf(newer);
    }

    /** That of a database. */
    public static Schema of(Database database) {
        MigrationInfoService info = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database.dataSource())
                .locations("classpath:" + database.dialect().migrations())
                .load()
                .info();
        MigrationInfo[] all = info.all();
        return new Schema(
                Optional.ofNullable(info.current()).map(it -> String.valueOf(it.getVersion())),
                Arrays.stream(all)
                        .filter(it -> it.getState().isResolved())
                        .map(MigrationInfo::getVersion)
                        .max(MigrationVersion::compareTo)
                        .map(String::valueOf)
                        .orElse("0"),
                info.pending().length,
                versions(Arrays.stream(all).filter(it -> it.getState().isFailed())),
                versions(Arrays.stream(all).filter(Schema::isNewer)));
    }

    private static boolean isNewer(MigrationInfo it) {
        return it.getState() == MigrationState.FUTURE_SUCCESS || it.getState() == MigrationState.FUTURE_FAILED;
    }

    private static List<String> versions(Stream<MigrationInfo> migrations) {
        return migrations.map(it -> String.valueOf(it.getVersion())).toList();
    }
}
