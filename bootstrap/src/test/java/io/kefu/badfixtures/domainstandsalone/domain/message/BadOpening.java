package io.kefu.badfixtures.domainstandsalone.domain.message;

import java.io.InputStream;

record BadOpening(InputStream contents) {}
