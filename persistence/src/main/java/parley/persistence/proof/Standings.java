package parley.persistence.proof;

import java.util.List;

/** What is kept of accounts beside their journals, to be compared with what those come to. */
interface Standings {
    /** Nothing is kept elsewhere. */
    Standings NONE = (_, _) -> List.of();

    /** What differs of one account. */
    List<Difference> check(String account, Standing folded);
}
