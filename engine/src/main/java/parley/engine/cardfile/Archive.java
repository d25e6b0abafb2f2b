package parley.engine.cardfile;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import parley.engine.kernel.Refusal;

/**
 * A ZIP archive that nobody trusts: its members are counted and weighed before anything is unpacked, and counted again while
 * it is. Names of members are only compared, never paths on a disk.
 */
final class Archive implements AutoCloseable {
    /** The most members. */
    static final int MOST_MEMBERS = 2_000;

    private static final long MOST_UNPACKED = 200L * 1024 * 1024;

    /** How many times as large as it is packed a member may be; small ones may be anything. */
    private static final long LARGEST_RATIO = 200;

    private static final long SMALL = 1024 * 1024;

    // Up, from the root, by drive, or with what is no part of a name.
    private static final Pattern DANGEROUS =
            Pattern.compile("(^|.*[/\\\\])\\.\\.([/\\\\].*|$)|[/\\\\].*|[A-Za-z]:.*|.*[\\p{Cc}\\\\].*", Pattern.DOTALL);

    private final ZipFile zip;
    private final Map<String, ZipEntry> members = new LinkedHashMap<>();
    private int dangerous;

    private Archive(ZipFile zip) {
        this.zip = zip;
    }

    static Archive open(Path file) {
        ArchiveEnd.check(file);
        try {
            return checked(zip(file));
        } catch (IOException broken) {
            throw refusal(broken);
        }
    }

    /** Its members by their names, in the archive's order; directories and members with dangerous names are not among them. */
    Map<String, ZipEntry> members() {
        return Collections.unmodifiableMap(members);
    }

    /** How many members have dangerous names. */
    int dangerous() {
        return dangerous;
    }

    /** A member, unpacked. */
    Optional<BoundedBytes> read(String name, int most) {
        ZipEntry member = members.get(name);
        if (member == null) return Optional.empty();
        try {
            return Optional.of(BoundedBytes.of(zip.getInputStream(member), most));
        } catch (IOException broken) {
            throw refusal(broken);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException broken) {
            throw BoundedBytes.broken(broken);
        }
    }

    private static Archive checked(ZipFile zip) throws IOException {
        try {
            Archive archive = new Archive(zip);
            archive.weigh();
            return archive;
        } catch (RuntimeException refused) {
            zip.close();
            throw refused;
        }
    }

    private void weigh() {
        if (zip.size() > MOST_MEMBERS) throw Refusal.invalid("the archive has more than " + MOST_MEMBERS + " members");
        long unpacked = 0;
        for (ZipEntry member : Collections.list(zip.entries())) {
            long size = Math.max(0, member.getSize());
            unpacked += size;
            boolean bomb = size > SMALL && size / LARGEST_RATIO > member.getCompressedSize();
            if (bomb || unpacked > MOST_UNPACKED) throw Refusal.invalid("the archive would unpack to far too much");
            keep(member);
        }
    }

    private void keep(ZipEntry member) {
        if (member.isDirectory()) return;
        if (DANGEROUS.matcher(member.getName()).matches()) dangerous++;
        else if (members.putIfAbsent(member.getName(), member) != null) {
            throw Refusal.invalid("the archive has two members of the same name");
        }
    }

    // Names are in UTF-8 or, from old tools, in anything: then each byte stands for a character.
    private static ZipFile zip(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException broken) {
            if (!String.valueOf(broken.getMessage()).contains("bad entry name")) throw broken;
            Charset bytes = StandardCharsets.ISO_8859_1;
            return new ZipFile(file.toFile(), bytes);
        }
    }

    private static Refusal refusal(IOException broken) {
        boolean encrypted = String.valueOf(broken.getMessage()).contains("encrypted");
        if (encrypted) return Refusal.invalid("the archive is encrypted");
        return broken instanceof ZipException
                ? Refusal.invalid("the archive is broken, or packed in a way that is not known")
                : BoundedBytes.broken(broken);
    }
}
