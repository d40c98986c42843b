package io.kefu.badfixtures.adaptersknockatthedoor.rest.message;

import io.kefu.badfixtures.adaptersknockatthedoor.application.message.Permissions;

/** Decides beside the use case. */
record BadPermissions(Permissions permissions) {}
