/** Reads the structure of audio and video containers to find out which kinds of tracks they contain. */
@NullMarked
package io.kefu.filestore.container;

import org.jspecify.annotations.NullMarked;
