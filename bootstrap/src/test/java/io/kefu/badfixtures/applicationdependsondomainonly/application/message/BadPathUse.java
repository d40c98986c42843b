package io.kefu.badfixtures.applicationdependsondomainonly.application.message;

import java.nio.file.Path;

record BadPathUse(Path path) {}
