"""Parks: works of 双招双引突破年."""

from portal.demo.script import Work, find, follow, report

PARKS = Work(
    "中德产业园和小镇载体建设",
    "经信商务局",
    "12-20",
    "年度建设节点全部完成",
    others="嘉国投公司、自规分局、马家浜食品小镇、建设交通局",
    seat=2,
    below=(
        Work(
            "中德产业园邻里中心主体封顶",
            "嘉国投公司",
            "10-31",
            "主体结构封顶并通过中间验收",
            others="经信商务局",
            seat=2,
            issued="02-17",
            start="02-21",
            milestones=(("地下室完成", "05-31", "05-28"), ("主体封顶", "08-31", "")),
            story=(
                report("05-30", 45, "地下室结构完成。", photos=(("地下室施工", "site", 18),)),
                report(
                    "08-30",
                    60,
                    "主体施工至五层。",
                    problem="钢材涨价，分包队伍更换耽误二十天",
                    next_step="增加一班作业",
                    at_risk="封顶预计推迟到九月底",
                    photos=(("主体施工至五层", "site", 19),),
                ),
                find(
                    "08-24",
                    "hub",
                    by="insp1",
                    second="insp2",
                    issued_by="sup-lead",
                    kind="unannounced",
                    severity="ordinary",
                    place="邻里中心工地",
                    seen="现场仅一个班组作业，四层外架未按方案封闭，与月报所称双班作业不符。",
                    days=10,
                    found=52,
                    photos=(("外架未封闭", "site", 32),),
                ),
                follow("08-26", "answer", "hub", text="外架两日内封闭；已与总包约定九月起双班。"),
                follow(
                    "09-06", "rectify", "hub", text="外架封闭完成，夜班已开。", photos=(("外架封闭后", "site", 33),)
                ),
            ),
        ),
        Work(
            "中德产业园二期规划前期",
            "自规分局",
            "12-15",
            "二期规划方案批复",
            others="经信商务局",
            seat=2,
            issued="09-14",
            start="09-15",
            unsigned=("自规分局", "经信商务局"),
            milestones=(("方案初稿", "10-31", ""),),
        ),
        Work(
            "食品小镇客厅一期二阶段谋划",
            "马家浜食品小镇",
            "11-30",
            "形成可实施方案并完成立项",
            others="发展改革局",
            seat=2,
            issued="02-22",
            start="03-01",
            milestones=(("概念方案", "06-30", "06-30"), ("可研初稿", "09-30", "")),
            story=(report("04-06", 20, "完成现状调研。"), report("07-04", 48, "概念方案比选完成。")),
        ),
    ),
)
