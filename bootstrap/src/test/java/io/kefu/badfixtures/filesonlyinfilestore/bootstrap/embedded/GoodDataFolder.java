package io.kefu.badfixtures.filesonlyinfilestore.bootstrap.embedded;

import java.nio.file.Path;

record GoodDataFolder(Path folder) {}
