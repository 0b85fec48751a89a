package org.circuitexplorer.engine.cuda;

/// What the heads of a layer see: views of one panel of queries, keys and values, or the gradients of these.
///
/// @param all `[3 * heads * width]` channels, q before k before v
/// @param width channels of a head
record HeadPanels(DevicePanel all, int width) {
    int heads() {
        return part() / width;
    }

    private int part() {
        return all.channels() / 3;
    }

    DevicePanel q() {
        return all.view(0, part());
    }

    DevicePanel k() {
        return all.view(part(), 2 * part());
    }

    DevicePanel v() {
        return all.view(2 * part(), 3 * part());
    }

    /// What logits are multiplied by.
    float scale() {
        return (float) (1 / Math.sqrt(width));
    }
}
