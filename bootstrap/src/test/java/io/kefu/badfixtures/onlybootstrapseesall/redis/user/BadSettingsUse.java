package io.kefu.badfixtures.onlybootstrapseesall.redis.user;

import io.kefu.badfixtures.onlybootstrapseesall.bootstrap.wiring.Settings;

record BadSettingsUse(Settings settings) {}
