/** Stores an uploaded file: checks the quota, detects the type, stores the content and then the record. */
@NullMarked
package io.kefu.application.file.upload;

import org.jspecify.annotations.NullMarked;
