/** Test data and an S3 server for tests. */
@org.jspecify.annotations.NullMarked
package io.kefu.filestore.testing;
