/** Tests of the documents of the project. */
@NullMarked
package io.kefu.bootstrap.documents;

import org.jspecify.annotations.NullMarked;
