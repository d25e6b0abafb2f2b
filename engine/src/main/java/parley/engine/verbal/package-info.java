/**
 * Puts what is written in figures and signs into words: numbers, money, dates, times, measures, addresses. What a token
 * is, this room decides; how it is said, ICU's data of the language tells as far as it goes, and a small word list of
 * this room where it does not. Agreement in gender and case is therefore only as good as ICU: right for units whose
 * gender it knows, and the basic form elsewhere. A language that ICU cannot spell numbers in is left alone.
 */
@NullMarked
package parley.engine.verbal;

import org.jspecify.annotations.NullMarked;
