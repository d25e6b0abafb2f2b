/**
 * Live2D models, as people upload them: archives that are looked through before anything is unpacked, and folders of files.
 * A model is there as a whole or not at all, also after a crash: it is unpacked beside its place and then moved into it.
 */
@NullMarked
package parley.http.live2d;

import org.jspecify.annotations.NullMarked;
