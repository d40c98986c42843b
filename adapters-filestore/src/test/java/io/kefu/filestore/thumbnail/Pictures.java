package io.kefu.filestore.thumbnail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Builds pictures for tests. */
final class Pictures {
    private Pictures() {}

    /** A picture whose left half is red and whose right half is blue. */
    static byte[] picture(String format, int width, int height, int kind) throws IOException {
        BufferedImage image = new BufferedImage(width, height, kind);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, width / 2, height);
        canvas.setColor(Color.BLUE);
        canvas.fillRect(width / 2, 0, width, height);
        canvas.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    static byte[] progressive(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        try (ImageOutputStream target = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(target);
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    static byte[] gif(int width, int height, int x, int y) throws IOException {
        byte[] gif = picture("gif", 60, 40, BufferedImage.TYPE_INT_RGB);
        ByteBuffer bytes = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort(6, (short) width).putShort(8, (short) height);
        String frame = new String(new char[] {',', 0, 0, 0, 0, 60, 0, 40, 0});
        int at = new String(gif, ISO_8859_1).indexOf(frame);
        bytes.putShort(at + 1, (short) x).putShort(at + 3, (short) y);
        return gif;
    }

    static byte[] quadrants(String format) throws IOException {
        BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 40; x++) {
            for (int y = 0; y < 20; y++) {
                int top = x < 20 ? 0xff0000 : 0x00ff00;
                int bottom = x < 20 ? 0x0000ff : 0xffffff;
                image.setRGB(x, y, y < 10 ? top : bottom);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    /** Adds an EXIF segment with an orientation and a text. */
    static byte[] withExif(byte[] jpeg, int orientation) {
        byte[] location = "secret location\0".getBytes(ISO_8859_1);
        ByteArrayOutputStream tiff = new ByteArrayOutputStream();
        tiff.writeBytes(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 2});
        tiff.writeBytes(new byte[] {1, 0x0e, 0, 2, 0, 0, 0, (byte) location.length, 0, 0, 0, 38});
        tiff.writeBytes(new byte[] {1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0});
        tiff.writeBytes(new byte[] {0, 0, 0, 0});
        tiff.writeBytes(location);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (tiff.size() + 8), 'E', 'x', 'i', 'f', 0, 0});
        out.writeBytes(tiff.toByteArray());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    static byte[] tiff(int orientation, ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
        tiff.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(ISO_8859_1));
        tiff.putShort((short) 42).putInt(8).putShort((short) 1);
        tiff.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return tiff.array();
    }

    static byte[] named(byte[] tiff) {
        return joined("Exif\0\0".getBytes(ISO_8859_1), tiff);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] withExifSegment(byte[] jpeg, byte[] tiff) {
        byte[] head = {(byte) 0xff, (byte) 0xe1, 0, (byte) (tiff.length + 8)};
        return joined(Arrays.copyOf(jpeg, 2), head, named(tiff), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    static byte[] withChunk(byte[] png, int at, byte[] tiff) {
        byte[] content = joined("eXIf".getBytes(ISO_8859_1), tiff);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return joined(
                Arrays.copyOf(png, at),
                ByteBuffer.allocate(4).putInt(tiff.length).array(),
                content,
                ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array(),
                Arrays.copyOfRange(png, at, png.length));
    }

    static byte[] webpChunk(String type, byte[] content) {
        ByteBuffer chunk =
                ByteBuffer.allocate(8 + content.length + content.length % 2).order(ByteOrder.LITTLE_ENDIAN);
        return chunk.put(type.getBytes(ISO_8859_1))
                .putInt(content.length)
                .put(content)
                .array();
    }

    static byte[] webp(byte[]... chunks) {
        byte[] all = joined("WEBP".getBytes(ISO_8859_1), joined(chunks));
        return webpChunk("RIFF", all);
    }

    static byte[] canvas(int flags, int width, int height) {
        ByteBuffer canvas = ByteBuffer.allocate(13).order(ByteOrder.LITTLE_ENDIAN);
        canvas.putInt(0, flags).putInt(4, width - 1).putInt(7, height - 1);
        return webpChunk("VP8X", Arrays.copyOf(canvas.array(), 10));
    }

    static byte[] webpWithExif(byte[] plain, byte[] exif) {
        return webp(canvas(8, 40, 20), Arrays.copyOfRange(plain, 12, plain.length), webpChunk("EXIF", exif));
    }
}
