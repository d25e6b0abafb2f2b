package parley.engine.chunking;

import java.util.Map;

/** What a word can be, as one bit each; the names stand as headings in the word lists. */
final class Words {
    /** Stands before a name: no end, such as {@code Dr.} */
    static final int TITLE = 1;
    /** No end before a number, such as {@code p. 5}; else a word like any other. */
    static final int NUMBER = 1 << 1;
    /** Never the end, such as {@code e.g.} */
    static final int NEVER = 1 << 2;

    static final int MONTH = 1 << 3;
    static final int DAY = 1 << 4;
    /** The end where the next word can open a sentence, such as {@code Inc.} */
    static final int MAYBE = 1 << 5;
    /** The end before any capital, such as {@code etc.} or {@code Ph.D.} */
    static final int LAST = 1 << 6;
    /** Times and eras, such as {@code p.m.}: the end, but not of a phrase that leads on, as in "At 5 p.m. Rome slept." */
    static final int TIME = 1 << 7;
    /** Often opens a sentence and is seldom a name. */
    static final int OPENER = 1 << 8;
    /** A verb of saying. */
    static final int SPEECH = 1 << 9;
    /** A name that ends in a mark, such as {@code Yahoo!} */
    static final int SHOUT = 1 << 10;
    /** Stands before a letter that is a name of its own, such as {@code option B.} */
    static final int LABEL = 1 << 11;
    /** A time zone, which goes on after a time. */
    static final int ZONE = 1 << 12;
    /** Opens a phrase that leads on. */
    static final int LEAD = 1 << 13;
    /** A sound of thinking: dots after it end nothing. */
    static final int FILLER = 1 << 14;
    /** A word before which a long first sentence can be cut. */
    static final int JOINT = 1 << 15;
    /** Stands before an ordinal number. */
    static final int ARTICLE = 1 << 16;
    /** Begins with an apostrophe that opens no quotation. */
    static final int CLIPPED = 1 << 17;
    /** Ends a sentence in a script without marks, such as Thai. */
    static final int FINAL = 1 << 18;
    /** A line that ends so goes on in the next line. */
    static final int CARRIED = 1 << 19;

    /** A unit of measure: the end, but not between numbers, as in {@code 5 ft. 6 in.} */
    static final int UNIT = 1 << 20;
    /** Opens a sentence even where it is written small. */
    static final int SMALL = 1 << 21;
    /** The writer, who is written large in the middle of a sentence. */
    static final int SELF = 1 << 22;

    /** A month that is written in full, and so may well be the last word. */
    static final int FULL_MONTH = 1 << 23;

    /** A word before which only a very long first sentence can be cut. */
    static final int SEAM = 1 << 24;

    /** A short form that also ends longer ones, such as {@code Hauptstr.} */
    static final int SUFFIX = 1 << 25;

    /** A greeting or an answer that could as well be a sentence, such as {@code sure} or {@code hello}. */
    static final int ALONE = 1 << 26;

    /** Takes away what an included list says of the word. */
    static final int PLAIN = 1 << 30;

    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("title", TITLE),
            Map.entry("number", NUMBER),
            Map.entry("never", NEVER),
            Map.entry("month", MONTH),
            Map.entry("day", DAY),
            Map.entry("maybe", MAYBE),
            Map.entry("last", LAST),
            Map.entry("time", TIME),
            Map.entry("opener", OPENER),
            Map.entry("speech", SPEECH),
            Map.entry("shout", SHOUT),
            Map.entry("label", LABEL),
            Map.entry("zone", ZONE),
            Map.entry("lead", LEAD),
            Map.entry("filler", FILLER),
            Map.entry("joint", JOINT),
            Map.entry("article", ARTICLE),
            Map.entry("clipped", CLIPPED),
            Map.entry("final", FINAL),
            Map.entry("carried", CARRIED),
            Map.entry("unit", UNIT),
            Map.entry("small", SMALL),
            Map.entry("self", SELF),
            Map.entry("seam", SEAM),
            Map.entry("suffix", SUFFIX),
            Map.entry("fullmonth", FULL_MONTH),
            Map.entry("alone", ALONE),
            Map.entry("plain", PLAIN));

    private Words() {}

    static int named(String name) {
        Integer bit = NAMES.get(name);
        if (bit == null) throw new IllegalArgumentException("no words are called " + name);
        return bit;
    }

    static boolean is(int bits, int any) {
        return (bits & any) != 0;
    }
}
