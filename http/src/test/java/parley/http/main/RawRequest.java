package parley.http.main;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests that no decent client would send. */
final class RawRequest {
    private RawRequest() {}

    /** Sends what there is and closes the connection without waiting for an answer. */
    static void sendAndHangUp(InetSocketAddress to, String request) throws IOException {
        try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    /** A form whose file has only begun. */
    static String cutOffForm(String path, String field, String beginning) {
        return "POST " + path + " HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Type: multipart/form-data; boundary=edge\r\n"
                + "Content-Length: 100000\r\n\r\n"
                + "--edge\r\n"
                + "Content-Disposition: form-data; name=\"" + field + "\"; filename=\"a.zip\"\r\n\r\n"
                + beginning;
    }
}
