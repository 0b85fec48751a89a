package org.circuitexplorer.app.status;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.shape.Circle;
import org.circuitexplorer.app.device.DeviceSetting;
import org.circuitexplorer.engine.device.DeviceKind;
import org.circuitexplorer.engine.device.OpenDevice;

/// Says what computes and why, and lets the user choose something else.
final class DeviceMenu extends MenuButton {
    private final DeviceSetting setting;
    private final String processor;
    private final ToggleGroup kinds = new ToggleGroup();

    /// @param processor the CPU in a few words
    DeviceMenu(DeviceSetting setting, String processor) {
        this.setting = setting;
        this.processor = processor;
        setId("device");
        getStyleClass().setAll("menu-button", "device-menu");
        Circle light = new Circle(4);
        light.getStyleClass().add("status-light");
        setGraphic(light);
        for (DeviceKind kind : DeviceKind.values()) getItems().add(item(kind));
        setOnShowing(e -> showAsked());
        setting.openProperty().subscribe(this::say);
    }

    private RadioMenuItem item(DeviceKind kind) {
        RadioMenuItem item = new RadioMenuItem(kind.title() + " · " + kind.meaning());
        item.setId("device-" + kind.label());
        item.setUserData(kind);
        item.setToggleGroup(kinds);
        item.setOnAction(e -> {
            if (kind != setting.askedProperty().get()) setting.choose(kind);
        });
        return item;
    }

    /// What was clicked counts when it has been opened, not before.
    private void showAsked() {
        kinds.getToggles().stream()
                .filter(t -> setting.askedProperty().get().equals(t.getUserData()))
                .forEach(kinds::selectToggle);
    }

    private void say(OpenDevice open) {
        String shown = open.asked() == DeviceKind.CPU ? processor : open.reason();
        setText(shown);
        setAccessibleText(text("device.accessible", shown));
        setTooltip(new Tooltip(text("device.hint")));
    }
}
