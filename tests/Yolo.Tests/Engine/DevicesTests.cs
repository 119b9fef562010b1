using TorchSharp;
using Yolo.Engine;
using Yolo.Engine.Settings;
using Yolo.Engine.Validation;
using Yolo.Tests.Cli;

namespace Yolo.Tests.Engine;

public sealed class DevicesTests() : SmallDatasetFixture(4)
{
    private static readonly string[] Modes = ["train", "val", "predict", "export"];

    [TestCase("cpu", DeviceType.CPU, -1)]
    [TestCase("CPU", DeviceType.CPU, -1)]
    [TestCase("cuda", DeviceType.CUDA, -1)]
    [TestCase("cuda:1", DeviceType.CUDA, 1)]
    [TestCase("0", DeviceType.CUDA, 0)]
    [TestCase("[0]", DeviceType.CUDA, 0)]
    public void Parse_WhatIsOffered_IsThatDevice(string text, DeviceType type, int index)
    {
        var device = Devices.Parse(text);

        Assert.That((device.type, device.index), Is.EqualTo((type, index)));
    }

    [TestCase("mps", "device takes cpu, cuda")]
    [TestCase("-1", "device takes cpu, cuda")]
    [TestCase("xla", "device takes cpu, cuda")]
    [TestCase("meta", "device takes cpu, cuda")]
    [TestCase("cuda:x", "device takes cpu, cuda")]
    public void Every_mode_refuses_other_devices_in_one_line(string device, string message)
    {
        foreach (var mode in Modes)
        {
            var (status, _, errors) = YoloCommand.Run(mode, "model=yolov8n.yaml", $"device={device}");

            Assert.That((status, errors.TrimEnd().Count(letter => letter == '\n')), Is.EqualTo((2, 0)), errors);
            Assert.That(errors, Does.Contain(message), mode);
        }
    }

    [Test]
    public void Several_GPUs_are_for_modes_that_ranks_share_where_they_are()
    {
        foreach (var mode in Modes)
        {
            var isShared = mode is "train" or "val" or "predict" or "track";
            if (isShared && torch.cuda.is_available() && torch.cuda.device_count() > 1)
            {
                continue;
            }

            var (status, _, errors) = YoloCommand.Run(mode, "model=yolov8n.yaml", "device=0,1");

            Assert.That((status, errors.TrimEnd().Count(letter => letter == '\n')), Is.EqualTo((2, 0)), errors);
            Assert.That(errors, Does.Contain(isShared ? "CUDA device" : "one GPU is used, not several"), mode);
        }
    }

    [TestCase("None")]
    [TestCase("")]
    public void Nothing_means_the_default(string text) =>
        Assert.That(ValidateSettings.Table.Apply(new() { Device = torch.CPU }, "device", text).Device, Is.Null);

    [Test]
    public void From_CSharp_the_same_is_refused([Values("meta", "mps")] string name)
    {
        var device = new torch.Device(name);
        using var model = new YoloModel(Small.TinyNetwork());

        Assert.Multiple(() =>
        {
            Assert.That(() => model.To(device), Throws.TypeOf<SettingException>());
            Assert.That(() => model.Train(new() { Data = Small.Yaml, Device = device }), Throws.TypeOf<SettingException>());
            Assert.That(() => model.Validate(new() { Data = Small.Yaml, Device = device }), Throws.TypeOf<SettingException>());
            Assert.That(() => model.Predict(new Yolo.Imaging.Image(64, 64), new() { Device = device }).ToList(), Throws.TypeOf<SettingException>());
            Assert.That(() => model.Export(new() { Device = device }), Throws.TypeOf<SettingException>());
            Assert.That(model.Device.type, Is.EqualTo(DeviceType.CPU));
        });
    }

    [Test]
    public void A_GPU_that_is_not_there_is_a_line_in_every_mode()
    {
        if (torch.cuda.is_available())
        {
            Assert.Ignore("This machine has a CUDA device.");
        }

        foreach (var mode in Modes)
        {
            var (status, _, errors) = YoloCommand.Run(mode, "model=yolov8n.yaml", $"data={Small.Yaml}", "source=x.jpg", "device=0");

            Assert.That((status, errors), Is.EqualTo((2, errors)), mode);
            Assert.That(errors, Does.Contain("this machine has no CUDA device"), mode);
        }
    }
}
