@NullMarked
package io.kefu.application.note.port;

import org.jspecify.annotations.NullMarked;
