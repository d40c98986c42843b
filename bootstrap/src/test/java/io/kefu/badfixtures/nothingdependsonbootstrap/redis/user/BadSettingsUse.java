package io.kefu.badfixtures.nothingdependsonbootstrap.redis.user;

import io.kefu.badfixtures.nothingdependsonbootstrap.bootstrap.wiring.Settings;

record BadSettingsUse(Settings settings) {}
