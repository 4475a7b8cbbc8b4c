"""What F1 says on the page 老人: about the list, an open file by its tab, an import."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def list_help() -> str:
    """About the list."""
    return _tr(
        "输入姓名、拼音、首字母、电话尾号、卡号、会员号，或者“社区 姓名”查找；"
        "用社区、类别、能力、状态、年龄、重点缩小范围。\n"
        "按住 Ctrl 或 Shift 选多人，可以一起设置社区、发卡、打印、导出，都能撤销。\n"
        "双击或按 Enter 打开档案，在档案里签到、登记就餐、修改资料。\n"
        "“整理”里有数据质量、疑似重复的档案（核对、合并）和导入记录（整次撤销）。\n"
        "Ctrl+N 新建，Ctrl+P 打印花名册，Ctrl+F 查找，Esc 返回。\n"
        "证件号和电话只显示一部分。查看完整号码要写明原因，并记入审计日志。"
    )


def import_help() -> str:
    """About an import."""
    return _tr(
        "先选文件，再核对认出的列，检查每一行，最后导入。\n"
        "不能导入的行写明原因，可以另存成表格，改好后再导入一次。\n"
        "导入后可以整次撤销：“整理”里的“导入记录”。Esc 返回名单。"
    )


def file_help(tab: str) -> str:
    """About the tab ``tab`` of an open file, ``""`` for 概况, and how to get around in it."""
    about = {
        "": _tr(
            "概况是这位老人的全部资料，右边是最近的动态。\n"
            "用上面的按钮签到、登记就餐、修改资料（Ctrl+N 登记另一位，Ctrl+P 打印档案）。\n"
            "证件号和电话只显示一部分，“完整号码”要写明原因。"
        ),
        "family": _tr(
            "联系人按先后顺序打电话，“先联系”“后联系”调整顺序；监护人写明依据。\n"
            "同一户的人归成一家，关系按与户主的关系填写。"
        ),
        "classes": _tr(
            "五个方面分别登记，可以各有几类，写明从哪天起、依据和认定单位。\n"
            "不再符合时用“结束”填最后一天；只有录错才删除。重点或一般由规则得出。"
        ),
        "health": _tr(
            "过敏、忌口、行动和服药提醒，签到和就餐时用得着。\n"
            "只记服务用得着的，不写病历。"
        ),
        "assessment": _tr(
            "按国标 26 项评估，数字键打分，缺一项就不出等级；旧标准的结果另外登记。\n"
            "历次评估不会被改掉，更正是写明原因的新版本，登错了人用“作废”；放不下的按钮在“更多”里。\n"
            "选两次可以对比，再用“打印对比”打成一张；签字的报告用“加扫描件”附上，换掉要写原因。\n"
            "Alt+N 新评估。填写时：数字键评分，Enter 下一项，← 上一项，"
            "PageDown / PageUp 下一步 / 上一步，\n"
            "F4 下一个缺项，Ctrl+S 存草稿，Ctrl+Enter 完成。"
        ),
        "membership": _tr(
            "登记暂停、恢复和退出，从第二天起各处都按新的状态。\n"
            "老年卡在这里发、挂失、补办、退卡；人脸机编号也在这里登记。"
        ),
        "consents": _tr(
            "每种同意书记下签的是哪一版、谁签的、到哪天，可以附扫描件。\n"
            "撤回要写明日期和原因；人脸的同意书单独一张。"
        ),
        "timeline": _tr(
            "这位老人的全部经过，最近的在上面；按种类和日期缩小范围。\n"
            "双击或按 Enter 打开那一条所在的地方。"
        ),
    }  # fmt: skip
    ways = _tr(
        "Ctrl+Tab 或 Ctrl+PageDown 下一个标签，Ctrl+Shift+Tab 或 Ctrl+PageUp 上一个，"
        "在标签上用 ← →；Tab 进到内容，Esc 返回。"
    )
    return f"{about.get(tab, about[''])}\n{ways}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("MembersHelp", text)
