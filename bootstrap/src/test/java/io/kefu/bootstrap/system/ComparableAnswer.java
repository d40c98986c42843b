package io.kefu.bootstrap.system;

import io.kefu.bootstrap.system.Api.Answer;
import java.util.Map;
import java.util.TreeMap;

/** A response without the parts that differ between any two: its time and the request id. */
record ComparableAnswer(int status, Map<String, String> headers, String body) {

    static ComparableAnswer of(Answer answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.response().headers().map().forEach((name, values) -> headers.put(name, values.toString()));
        headers.remove("date");
        headers.remove("x-request-id");
        String body = answer.body()
                .replaceAll("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"\"")
                .replaceAll("\"request_id\":\"[^\"]*\"", "\"request_id\":\"\"");
        return new ComparableAnswer(answer.status(), headers, body);
    }
}
