@NullMarked
package io.kefu.application.archive.port;

import org.jspecify.annotations.NullMarked;
