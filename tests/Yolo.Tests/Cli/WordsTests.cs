using Yolo.Cli;

namespace Yolo.Tests.Cli;

public sealed class WordsTests
{
    [TestCase("imgsz=640", "imgsz", "=", "640")]
    [TestCase("imgsz=640", "imgsz=", "640")]
    [TestCase("imgsz=640", "imgsz", "=640")]
    [TestCase("imgsz=[240, 320]", "imgsz=[240,", "320]")]
    [TestCase("imgsz=[240, 320]", "imgsz", "=", "[240,", "320]")]
    [TestCase("imgsz=( 240 320 )", "imgsz=(", "240", "320", ")")]
    [TestCase("classes=0, 2", "classes=0,", "2")]
    [TestCase("classes=0 ,2", "classes=0", ",2")]
    [TestCase("freeze=model.0, model.22.cv3", "freeze=model.0,", "model.22.cv3")]
    [TestCase("freeze=backbone|predict", "freeze=backbone,", "predict")]
    [TestCase("conf=0.3|iou=0.5", "conf=0.3,", "iou=0.5")]
    [TestCase("conf=0.3|save_txt", "conf=0.3,", "save_txt")]
    [TestCase("imgsz=64|conf=0.3", "imgsz=64,", "conf", "=", "0.3")]
    [TestCase("source=(1).jpg|save_txt", "source=(1).jpg", "save_txt")]
    [TestCase("source=(old) x/a.jpg|save_txt", "source=(old) x/a.jpg", "save_txt")]
    [TestCase("imgsz=64|2.jpg", "imgsz=64", "2.jpg")]
    [TestCase("imgsz=64|", "imgsz=64,", "")]
    [TestCase("source=|imgsz=64", "source=", "imgsz=64")]
    [TestCase("predict|show", "predict", "show")]
    [TestCase("--imgsz|640", "--imgsz", "640")]
    public void Join_WhatAShellTookApart_IsOneWordASetting(string expected, params string[] words) =>
        Assert.That(string.Join('|', Words.Join(words)), Is.EqualTo(expected));
}
