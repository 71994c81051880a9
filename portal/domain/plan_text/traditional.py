"""Papers in traditional characters: read in simplified ones, said again as they were printed.

Every character stands for one character, so that places stay places.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from portal.domain.plan_text.reading import Head, Piece, Question, Reading, Rule, Target, Task
from portal.domain.plan_text.vocabulary import listed

_PAIRS = listed(
    """
    責责 單单 牽牵 頭头 領领 導导 負负 組组 長长 揮挥 辦办 務务 區区 縣县 鄉乡 鎮镇 關关 於于 發发 業业 產产 資资
    農农 機机 構构 廳厅 員员 會会 網网 電电 車车 運运 輸输 訊讯 醫医 療疗 衛卫 環环 護护 財财 稅税 經经 濟济 貿贸
    統统 計计 審审 監监 質质 檢检 規规 劃划 設设 實实 現现 達达 標标 項项 額额 億亿 萬万 個个 戶户 畝亩 噸吨 張张
    條条 輛辆 間间 處处 場场 樓楼 園园 學学 級级 類类 數数 據据 總总 積积 極极 確确 爭争 複复 復复 減减 壓压 縮缩
    開开 啟启 啓启 動动 進进 擴扩 強强 優优 創创 築筑 協协 調调 聯联 絡络 團团 隊队 從从 後后 內内 時时 節节 點点
    號号 頒颁 佈布 記记 書书 黨党 國国 職职 權权 執执 罰罚 圍围 應应 對对 檔档 歷历 曆历 歲岁 養养 殘残 婦妇 嬰婴
    兒儿 貧贫 窮穷 勞劳 傷伤 險险 債债 貸贷 銀银 證证 訂订 認认 識识 講讲 話话 語语 說说 論论 議议 評评 價价 購购
    銷销 費费 貨货 買买 賣卖 約约 紅红 綠绿 線线 紡纺 織织 紙纸 細细 終终 結结 給给 絕绝 續续 維维 緊紧 縱纵 練练
    繼继 績绩 編编 緣缘 繳缴 鐵铁 鋼钢 錢钱 鍵键 鏈链 鑒鉴 鑑鉴 針针 鈉钠 鋰锂 銅铜 鋁铝 鎳镍 鎂镁 陽阳 陰阴 陸陆
    隨随 際际 隱隐 雙双 雜杂 難难 離离 雲云 霧雾 靈灵 靜静 頁页 預预 頓顿 願愿 顯显 顧顾 風风 飛飞 飯饭 飲饮 館馆
    餘余 馬马 駐驻 驗验 驅驱 駕驾 騰腾 體体 髮发 鬥斗 魚鱼 鮮鲜 鳥鸟 鳳凤 麗丽 麥麦 黃黄 齊齐 齡龄 龍龙 龜龟 禮礼
    禍祸 種种 稱称 穩稳 競竞 筆笔 簡简 簽签 籌筹 範范 糧粮 緒绪 羅罗 義义 習习 聖圣 聲声 聽听 肅肃 腳脚 腦脑 臨临
    舉举 舊旧 艙舱 艦舰 藝艺 藥药 蘇苏 蘭兰 虛虚 蟲虫 補补 裝装 裡里 裏里 製制 見见 視视 覺觉 觀观 觸触 託托 訓训
    許许 訪访 註注 詢询 試试 詳详 誠诚 誤误 請请 諮咨 謀谋 謹谨 譯译 讓让 豐丰 貝贝 貢贡 販贩 貫贯 賀贺 賓宾 賞赏
    賴赖 贈赠 贏赢 趕赶 跡迹 踐践 軌轨 軍军 軟软 載载 較较 輔辅 輕轻 輪轮 輯辑 轉转 轄辖 辭辞 邊边 遞递 遠远 適适
    遷迁 選选 遺遗 還还 郵邮 鄰邻 醜丑 釋释 鈴铃 錄录 錦锦 鍋锅 鏡镜 門门 閃闪 閉闭 閱阅 闆板 隻只 雖虽 雞鸡 韓韩
    響响 頂顶 順顺 須须 頻频 題题 顏颜 駛驶 騎骑 驟骤 魯鲁 麵面 專专 屬属 歸归 幫帮 幹干 幾几 廠厂 廣广 廢废 廟庙
    彙汇 匯汇 徑径 徵征 慮虑 慶庆 憂忧 懷怀 戰战 戲戏 擁拥 擇择 擊击 擋挡 攝摄 攜携 敗败 敵敌 斷断 昇升 晝昼 曉晓
    暫暂 術术 東东 桿杆 棟栋 楊杨 榮荣 樁桩 樂乐 樞枢 樣样 樹树 橋桥 櫃柜 欄栏 歐欧 歡欢 殺杀 殼壳 毀毁 氣气 決决
    沒没 況况 洩泄 測测 渾浑 湯汤 溝沟 滅灭 滬沪 滯滞 滲渗 滾滚 滿满 漁渔 漢汉 潔洁 潛潜 澤泽 濃浓 濕湿 灣湾 災灾
    無无 煙烟 熱热 燈灯 營营 爐炉 爾尔 牆墙 獎奖 獨独 獲获 獻献 瑪玛 畢毕 異异 當当 疊叠 瘋疯 盜盗 盡尽 盤盘 眾众
    衆众 矯矫 礎础 礦矿 碼码 磚砖 禦御 穀谷 窩窝 竄窜 籃篮 粵粤 糾纠 納纳 純纯 紋纹 紐纽 紛纷 綜综 綱纲 綫线 緝缉
    緩缓 緬缅 縫缝 繪绘 罷罢 羣群 聰聪 脅胁 脫脱 膽胆 臺台 檯台 與与 興兴 舖铺 葉叶 蓋盖 蔣蒋 薦荐 蕭萧 薩萨 藍蓝
    衝冲 褲裤 襲袭 覽览 診诊 詐诈 詞词 詩诗 該该 誌志 誘诱 誰谁 課课 諒谅 談谈 諾诺 謂谓 譜谱 讀读 變变 讚赞 貯贮
    貶贬 貴贵 貼贴 賃赁 賄贿 賠赔 賢贤 賦赋 賬账 賺赚 贊赞 趙赵 趨趋 躍跃 軸轴 輻辐 輿舆 迴回 這这 連连 週周 遊游
    違违 遙遥 遲迟 遼辽 邁迈 邏逻 鄧邓 鄭郑 醬酱 釐厘 釘钉 鈔钞 鉛铅 鋪铺 鋒锋 銘铭 銳锐 錯错 鎖锁 鏽锈 鐘钟 鍾钟
    鑄铸 閘闸 閣阁 閩闽 闊阔 闖闯 闢辟 陝陕 陣阵 陳陈 隸隶 靂雳 鞏巩 韌韧 頌颂 頸颈 顆颗 饋馈 飽饱 駁驳 駿骏 驚惊
    驛驿 鹽盐 鹼碱 麼么 黴霉 齒齿 龐庞 寧宁 寶宝 寬宽 寫写 將将 尋寻 屆届 層层 島岛 峽峡 嶺岭 嶽岳 巖岩 幣币 帶带
    師师 庫库 廈厦 彈弹 彌弥 徹彻 恆恒 惡恶 愛爱 態态 慣惯 憑凭 憲宪 拋抛 掃扫 掛挂 採采 揚扬 換换 搶抢 損损 搖摇
    摺折 撥拨 撲扑 擔担 擬拟 攔拦 敘叙 暢畅 曬晒 槍枪 樸朴 歎叹 毆殴 氫氢 汙污 汚污 沖冲 涼凉 淚泪 淨净 淺浅 渦涡
    湧涌 準准 溫温 漲涨 漸渐 澆浇 濱滨 濾滤 瀏浏 為为 爲为 烏乌 燒烧 燭烛 犧牺 狀状 猶犹 獅狮 瓊琼 甦苏 畫画 癥症
    皺皱 盧卢 盪荡 睏困 矚瞩 碩硕 禎祯 禪禅 穎颖 窪洼 簾帘 籤签 紀纪 紹绍 絲丝 綏绥 綿绵 緯纬 縷缕 繞绕 繡绣 聞闻
    腫肿 膚肤 臘腊 茲兹 莊庄 華华 蓮莲 蕩荡 薊蓟 蘆芦 蝕蚀 親亲 訴诉 詔诏 譽誉 貓猫 贛赣 輝辉 轟轰 遜逊 鄖郧 釀酿
    鏟铲 鑽钻 閒闲 闡阐 隴陇 雋隽 頗颇 頹颓 饑饥 騙骗 鯉鲤 鴻鸿 鵬鹏 麩麸 齋斋 兩两 並并 併并 係系 繫系 倉仓 備备
    傳传 僅仅 僑侨 儀仪 儘尽 償偿 儲储 冊册 凍冻 凱凯 別别 剛刚 劇剧 劉刘 劑剂 勁劲 勝胜 勢势 勵励 勸劝 卻却 厭厌
    參参 叢丛 吳吴 呂吕 啞哑 問问 喪丧 嗎吗 嚴严 圓圆 圖图 堅坚 報报 塊块 塵尘 墊垫 墮堕 壇坛 壘垒 壞坏 壯壮 壽寿
    夠够 夢梦 夾夹 奧奥 奪夺 奮奋 妝妆 姦奸 婁娄 媽妈 孫孙 宮宫 鎢钨 氬氩 鈷钴 鈦钛 銻锑 鍍镀 佔占 僱雇 僞伪 偽伪
    傑杰 傭佣
    """
)
_SIMPLIFIED = {ord(pair[0]): pair[1] for pair in _PAIRS if pair[0] != pair[1]}
_FEWEST = 20  # of so many characters at least one must be traditional; in a paper printed so, one of three is
_LOOKED_AT = 5_000


def is_traditional(text: str) -> bool:
    looked = text[:_LOOKED_AT]
    return sum(ord(char) in _SIMPLIFIED for char in looked) * _FEWEST > len(looked)


def simplified(text: str) -> str:
    return text.translate(_SIMPLIFIED)


class AsPrinted:
    """Says a reading of simplified characters in those of the paper."""

    def __init__(self, printed: str) -> None:
        uses: dict[str, Counter[str]] = {}
        for char, times in Counter(printed).items():
            uses.setdefault(_SIMPLIFIED.get(ord(char), char), Counter())[char] += times
        self.table = {ord(plain): forms.most_common(1)[0][0] for plain, forms in uses.items()}

    def reading(self, reading: Reading) -> Reading:
        return replace(
            reading,
            head=self._head(reading.head),
            tasks=tuple(map(self._task, reading.tasks)),
            targets=tuple(map(self._target, reading.targets)),
            rules=tuple(Rule(rule.kind, self._piece(rule.text)) for rule in reading.rules),
            questions=tuple(map(self._question, reading.questions)),
        )

    def _said(self, words: str) -> str:
        return words.translate(self.table)

    def _piece(self, piece: Piece) -> Piece:
        return replace(piece, text=self._said(piece.text))

    def _pieces(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        return tuple(map(self._piece, pieces))

    def _head(self, head: Head) -> Head:
        return replace(
            head,
            title=head.title and self._piece(head.title),
            plan_title=head.plan_title and self._piece(head.plan_title),
            document_number=head.document_number and self._piece(head.document_number),
            issuers=self._pieces(head.issuers),
            addressees=self._pieces(head.addressees),
        )

    def _task(self, task: Task) -> Task:
        return replace(
            task,
            section=self._said(task.section),
            title=self._piece(task.title),
            lead=self._pieces(task.lead),
            responsible=self._pieces(task.responsible),
            commander=self._pieces(task.commander),
            deputy_commanders=self._pieces(task.deputy_commanders),
            deadlines=self._pieces(task.deadlines),
        )

    def _target(self, target: Target) -> Target:
        unit = target.unit and self._said(target.unit)
        return replace(
            target,
            text=self._piece(target.text),
            metric=self._said(target.metric),
            unit=unit,
            section=self._said(target.section),
        )

    def _question(self, question: Question) -> Question:
        values: Mapping[str, str] = {name: self._said(value) for name, value in question.values.items()}
        return replace(question, values=values, answers=tuple(map(self._said, question.answers)))
