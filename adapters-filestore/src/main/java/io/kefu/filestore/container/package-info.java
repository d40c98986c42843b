/** Reads the structure of audio and video containers, as far as needed to tell which kinds of tracks they hold. */
@NullMarked
package io.kefu.filestore.container;

import org.jspecify.annotations.NullMarked;
