package io.kefu.badfixtures.filesonlyinfilestore.rest.file;

import java.nio.file.Path;

record BadUpload(Path temporary) {}
