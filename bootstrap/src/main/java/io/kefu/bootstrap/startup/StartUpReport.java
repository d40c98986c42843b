package io.kefu.bootstrap.startup;

import io.kefu.bootstrap.logging.LogFormat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/**
 * The text that is printed after the start: addresses, the demo account, the location of the data, and how to stop.
 *
 * @param server the address on which the service answers
 * @param data where the data is stored
 * @param demo whether the demo account exists
 */
public record StartUpReport(URI server, String data, boolean demo) {

    /** A part of the line that is printed first. */
    public static final String READY = "is ready";

    /**
     * Prints the text in UTF-8, because its Chinese part would turn into question marks if no locale is set. With logs as JSON,
     * only logs the address, so that each line of the output is JSON.
     */
    public void print(LogFormat format) {
        if (format == LogFormat.JSON) {
            LoggerFactory.getLogger(StartUpReport.class).info("kefu {} {}", READY, server);
            return;
        }
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        out.print(text());
        out.flush();
    }

    String text() {
        String account = demo ? "  演示账号  demo account  kefu001 / password123\n" : "";
        return """

                kefu 已就绪  %5$s     %1$s
                  客服      console       %1$s/kefu/
                  客户      chat          %1$s/chat/
                  接口文档  API           %1$s/swagger-ui
                  长连接    WebSocket     %2$s/ws/{user_id}
                  健康检查  health        %1$s/api/health
                %3$s\
                  数据      data          %4$s
                  停止      stop          Ctrl-C

                """.formatted(server, server.toString().replaceFirst("^http", "ws"), account, data, READY);
    }
}
