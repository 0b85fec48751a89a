package org.circuitexplorer.engine.synthetic;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.circuitexplorer.engine.io.AtomicFile;

/// Writes tensors the way `torch.save` does: a zip archive of stored records, storages aligned to 64 bytes. Values are
/// produced twice, for the checksum and for the record, so that nothing of the size of a tensor is held.
final class TorchArchiveWriter {
    private static final int ALIGNMENT = 64;
    private static final int LOCAL_HEADER = 30;
    private static final int EXTRA_HEADER = 4;
    private static final int CHUNK = 1 << 20;

    private final Counted counted;
    private final ZipOutputStream zip;

    private TorchArchiveWriter(OutputStream out) {
        counted = new Counted(out);
        zip = new ZipOutputStream(counted);
    }

    static void write(Path file, List<RandomTensor> tensors) throws IOException {
        AtomicFile.write(file, out -> {
            TorchArchiveWriter writer = new TorchArchiveWriter(new BufferedOutputStream(out, CHUNK));
            writer.text("archive/data.pkl", TorchPickle.of(tensors));
            writer.text("archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < tensors.size(); i++) writer.storage("archive/data/" + i, tensors.get(i));
            writer.text("archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
            writer.zip.finish();
            writer.counted.flush();
        });
    }

    private void text(String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        begin(name, content.length, crc.getValue());
        zip.write(content);
        zip.closeEntry();
    }

    private void storage(String name, RandomTensor tensor) throws IOException {
        CRC32 crc = new CRC32();
        tensor.writeTo(crc::update);
        begin(name, Float.BYTES * tensor.count(), crc.getValue());
        tensor.writeTo(zip::write);
        zip.closeEntry();
    }

    private void begin(String name, long size, long crc) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(crc);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        entry.setExtra(padding(counted.position + LOCAL_HEADER + EXTRA_HEADER + name.length()));
        zip.putNextEntry(entry);
    }

    /// An extra field of torch's type that moves the content to the next boundary.
    private static byte[] padding(long contentAt) {
        int bytes = (int) (-contentAt & (ALIGNMENT - 1));
        byte[] extra = new byte[EXTRA_HEADER + bytes];
        extra[0] = 'F';
        extra[1] = 'B';
        extra[2] = (byte) bytes;
        return extra;
    }

    /// Knows how far the file has come.
    private static final class Counted extends FilterOutputStream {
        private long position;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            position += length;
        }
    }
}
