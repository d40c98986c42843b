@NullMarked
package io.kefu.application.file.upload;

import org.jspecify.annotations.NullMarked;
