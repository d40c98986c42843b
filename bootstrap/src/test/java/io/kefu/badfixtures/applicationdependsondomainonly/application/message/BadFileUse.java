package io.kefu.badfixtures.applicationdependsondomainonly.application.message;

import java.io.File;

record BadFileUse(File file) {}
