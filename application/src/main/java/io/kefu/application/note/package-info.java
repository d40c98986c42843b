@NullMarked
package io.kefu.application.note;

import org.jspecify.annotations.NullMarked;
