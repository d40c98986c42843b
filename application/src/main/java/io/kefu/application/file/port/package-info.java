@NullMarked
package io.kefu.application.file.port;

import org.jspecify.annotations.NullMarked;
