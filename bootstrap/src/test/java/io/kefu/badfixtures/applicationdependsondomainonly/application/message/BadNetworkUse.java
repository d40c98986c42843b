package io.kefu.badfixtures.applicationdependsondomainonly.application.message;

import java.net.http.HttpClient;

record BadNetworkUse(HttpClient client) {}
