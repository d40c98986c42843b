package io.kefu.badfixtures.applicationstandsondomain.application.message;

import java.net.http.HttpClient;

record BadNetworkUse(HttpClient client) {}
