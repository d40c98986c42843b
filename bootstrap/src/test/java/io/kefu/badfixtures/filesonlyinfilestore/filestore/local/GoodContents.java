package io.kefu.badfixtures.filesonlyinfilestore.filestore.local;

import java.nio.file.Path;

record GoodContents(Path folder) {}
