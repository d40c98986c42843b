/** What tests start a bucket with. */
@org.jspecify.annotations.NullMarked
package io.kefu.filestore.testing;
