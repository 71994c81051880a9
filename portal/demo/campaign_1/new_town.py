"""The new town at the railway station: works of 双招双引突破年."""

from portal.demo.script import Work, act, close, finish, report, request

NEW_TOWN = Work(
    "高铁新城核心区建设",
    "服务业招商局",
    "12-20",
    "规划深化、核心区配套和首批项目落地",
    others="建设交通局、自规分局、嘉国投公司",
    seat=2,
    below=(
        Work(
            "新城控制性规划深化",
            "自规分局",
            "07-29",
            "规划成果通过审查",
            others="建设交通局",
            seat=2,
            issued="02-17",
            start="02-21",
            milestones=(("征求意见稿", "04-30", "04-29"), ("专家评审", "06-30", "06-24")),
            story=(
                report("04-29", 50, "征求意见稿完成。", photos=(("规划征求意见稿", "paper", 28),)),
                report("07-08", 100, "规划成果通过专家评审。"),
                finish("07-11", "建设交通局"),
                request("07-12", "规划深化完成。"),
                close("07-18"),
            ),
        ),
        Work(
            "核心区首批地块配套道路",
            "建设交通局",
            "12-10",
            "两条配套道路具备通车条件",
            others="嘉国投公司",
            seat=2,
            issued="02-17",
            start="03-01",
            section="工程科",
            milestones=(("施工招标", "05-15", "05-12"), ("路基完成", "08-31", "08-29")),
            story=(
                report("05-13", 30, "完成招标，施工单位进场。", by="jjj-staff"),
                report(
                    "08-31",
                    68,
                    "两条路路基完成，开始管线施工。",
                    photos=(("配套道路路基", "site", 20),),
                    accepted="dep1b",
                ),
            ),
        ),
        Work(
            "高端服务业项目落地清单",
            "服务业招商局",
            "11-30",
            "形成不少于8个落地项目的清单",
            seat=2,
            issued="",
            start="09-12",
        ),
        Work(
            "新城形象展示馆",
            "嘉国投公司",
            "10-31",
            "展示馆对外开放",
            others="",
            seat=2,
            issued="03-01",
            start="03-02",
            milestones=(("设计方案", "04-30", "04-30"),),
            story=(
                report("05-05", 20, "设计方案完成。"),
                act("06-13", "cancel", reason="为集中财力保重点，展示功能并入邻里中心，本项撤销。"),
            ),
        ),
    ),
)
