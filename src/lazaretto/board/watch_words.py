"""The rules of the system's own list in words: what is wrong, by which rule, what to do, whose it is."""

from lazaretto.board.nodes_words import OF_THE_NODES
from lazaretto.board.watch_clocks import OF_CLOCKS
from lazaretto.board.watch_rule import Rule
from lazaretto.board.watch_saving import OF_SAVING
from lazaretto.board.words import text

_NOTIFY = text("通知发送程序", "通知發送程序", "the sender of messages")
_PUBLISH = text("日志发布程序", "日誌發佈程序", "the publisher of the log")
_ERASURE = text("签到到期删除命令", "簽到到期刪除命令", "the command that erases check-ins")
_DAILY = text(
    "每日一次；上次完成：{last}",
    "每日一次；上次完成：{last}",
    "It is a command for each day; it was last through at {last}",
)

# The machine, its commands and its channels: for whoever runs it.
OF_THE_MACHINE: dict[str, Rule] = {
    "database": Rule(
        text("数据库", "資料庫", "the database"),
        text("数据库无应答", "資料庫無應答", "The database does not answer"),
        text("没有数据库就不能登记", "沒有資料庫就不能登記", "Without it nothing is recorded"),
        text(
            "启动数据库，或者修正 DATABASE_URL",
            "啟動資料庫，或者修正 DATABASE_URL",
            "Start the database, or mend DATABASE_URL",
        ),
        "system_admin",
        "watch",
    ),
    "disk": Rule(
        text("磁盘空间", "磁碟空間", "room on the disk"),
        text(
            "磁盘剩余 {free}%（{left}）", "磁碟剩餘 {free}%（{left}）", "The disk has {free} % left ({left})"
        ),
        text("剩余不足 {limit}% 时提示", "剩餘不足 {limit}% 時提示", "It is said below {limit} %"),
        text(
            "腾出空间或者扩容；写满后不能登记",
            "騰出空間或者擴容；寫滿後不能登記",
            "Make room or add a disk: a full one takes no more facts",
        ),
        "system_admin",
        "watch",
    ),
    "secret_files": Rule(
        text("密钥文件权限", "金鑰檔案權限", "who may read files with secrets"),
        text(
            "本机其他用户可以读取 {file}",
            "本機其他使用者可以讀取 {file}",
            "Others on this machine may read {file}",
        ),
        text(
            "密钥只准所有者读取（0600）",
            "金鑰只准所有者讀取（0600）",
            "Secrets are for their owner alone (0600)",
        ),
        text(
            "执行 chmod 600；已经泄露的，更换密钥",
            "執行 chmod 600；已經洩露的，更換金鑰",
            "chmod 600, and change the secret if somebody may have read it",
        ),
        "system_admin",
        "watch",
    ),
    "certificate": Rule(
        text("证书有效期", "憑證有效期", "the certificate’s end"),
        text("证书于 {until} 到期", "憑證於 {until} 到期", "The certificate ends at {until}"),
        text("到期前 {days} 天提示", "到期前 {days} 天提示", "It is said {days} days ahead"),
        text(
            "更换证书；到期后浏览器拒绝访问",
            "更換憑證；到期後瀏覽器拒絕存取",
            "Renew it: afterwards no browser opens the house",
        ),
        "system_admin",
        "watch",
    ),
    "certificate_unread": Rule(
        text("证书文件", "憑證檔案", "the certificate’s file"),
        text("指定的证书无法读取", "指定的憑證無法讀取", "The certificate that is named cannot be read"),
        text(
            "LAZARETTO_CERTIFICATE 应指向 PEM 文件",
            "LAZARETTO_CERTIFICATE 應指向 PEM 檔案",
            "LAZARETTO_CERTIFICATE names a PEM file",
        ),
        text("修正路径或者权限", "修正路徑或者權限", "Mend the path or its permissions"),
        "system_admin",
        "watch",
    ),
    "notify_never": Rule(
        _NOTIFY,
        text("从未发送通知", "從未發送通知", "No message was ever sent"),
        text(
            "没有发送程序时，事项只在页面上显示",
            "沒有發送程序時，事項只在頁面上顯示",
            "Without a sender, what waits is told on pages alone",
        ),
        text(
            "将 lazaretto notify --watch 设为服务运行",
            "將 lazaretto notify --watch 設為服務執行",
            "Run lazaretto notify --watch as a service",
        ),
        "system_admin",
        "notifications",
    ),
    "notify": Rule(
        _NOTIFY,
        text("通知发送程序已停止", "通知發送程序已停止", "Messages are not being sent"),
        text(
            "每 {every} 秒一次；上次：{last}",
            "每 {every} 秒一次；上次：{last}",
            "It passes every {every} s; it was last through at {last}",
        ),
        text(
            "启动 lazaretto notify --watch；停止期间的事项会补发，不会遗漏",
            "啟動 lazaretto notify --watch；停止期間的事項會補發，不會遺漏",
            "Start lazaretto notify --watch: what is still due is sent then, and nothing is lost",
        ),
        "system_admin",
        "notifications",
    ),
    "publish_never": Rule(
        _PUBLISH,
        text("日志从未发布", "日誌從未發佈", "The proved log was never published"),
        text(
            "没有发布，外部就无法核对记录",
            "沒有發佈，外部就無法核對記錄",
            "Without it nobody outside can check the record",
        ),
        text(
            "用 lazaretto serve 启动服务：发布程序随它运行",
            "用 lazaretto serve 啟動服務：發佈程序隨它執行",
            "Start the house with lazaretto serve: the publisher runs beside it",
        ),
        "system_admin",
        "watch",
    ),
    "publish": Rule(
        _PUBLISH,
        text("日志已停止发布", "日誌已停止發佈", "The proved log stands still"),
        text(
            "每 {every} 秒一次；上次：{last}。此后登记的，尚可无痕改写",
            "每 {every} 秒一次；上次：{last}。此後登記的，尚可無痕改寫",
            "It passes every {every} s; last through at {last}. What came since could be rewritten unseen",
        ),
        text(
            "运行 lazaretto ledger publish，它会说明原因；不符之处由 lazaretto ledger check 指出",
            "執行 lazaretto ledger publish，它會說明原因；不符之處由 lazaretto ledger check 指出",
            "Run lazaretto ledger publish, which says why; lazaretto ledger check names what does not hold",
        ),
        "system_admin",
        "watch",
    ),
    "unwitnessed": Rule(
        text("日志的外部见证", "日誌的外部見證", "the log’s witnesses"),
        text("{who} 未签署最新日志", "{who} 未簽署最新日誌", "{who} has not signed the newest of the log"),
        text(
            "未经见证的部分，运营者尚可改写",
            "未經見證的部分，營運者尚可改寫",
            "What no witness has seen could still be rewritten by whoever runs the node",
        ),
        text(
            "运行 lazaretto ledger publish，它会说明原因；若称见过另一份日志，立即报告审计管理员和监督",
            "執行 lazaretto ledger publish，它會說明原因；若稱見過另一份日誌，立即報告稽核管理員和監督",
            "Run lazaretto ledger publish, which says why; if another log was seen, tell the audit"
            " administrator and the inspector at once",
        ),
        "system_admin",
        "watch",
    ),
    "erase_check_ins_never": Rule(
        _ERASURE,
        text("从未执行签到到期删除", "從未執行簽到到期刪除", "Check-ins were never erased by command"),
        text(
            "到期的签到须删除；该命令应每日执行",
            "到期的簽到須刪除；該命令應每日執行",
            "What is over is to be gone: it is a command for each day",
        ),
        text(
            "每日执行 lazaretto erase-check-ins",
            "每日執行 lazaretto erase-check-ins",
            "Run lazaretto erase-check-ins each day",
        ),
        "system_admin",
        "watch",
    ),
    "erase_check_ins": Rule(
        _ERASURE,
        text("签到到期删除未按日执行", "簽到到期刪除未按日執行", "The erasing of check-ins did not come"),
        _DAILY,
        text(
            "每日执行 lazaretto erase-check-ins",
            "每日執行 lazaretto erase-check-ins",
            "Run lazaretto erase-check-ins each day",
        ),
        "system_admin",
        "watch",
    ),
    **OF_SAVING,
    **OF_CLOCKS,
    "channels": Rule(
        text("通知渠道", "通知渠道", "channels of messages"),
        text(
            "{count} 个通知渠道发送失败",
            "{count} 個通知渠道發送失敗",
            "{count} channels failed at their last try",
        ),
        text("最近一次发送未成功", "最近一次發送未成功", "Their last try was not delivered"),
        text(
            "请本人在“我的页面”测试；检查邮件服务器",
            "請本人在「我的頁面」測試；檢查郵件伺服器",
            "Let their owners try them out on their own page; look at the mail server",
        ),
        "system_admin",
        "notifications",
    ),
    "undelivered": Rule(
        text("未送达的通知", "未送達的通知", "messages on their way"),
        text("{count} 条通知未送达", "{count} 則通知未送達", "{count} messages were delivered by no channel"),
        text(
            "超过 {minutes} 分钟未送达，也无人确认",
            "超過 {minutes} 分鐘未送達，也無人確認",
            "For more than {minutes} minutes, and nobody has seen them",
        ),
        text(
            "修复渠道；紧急事项请电话通知",
            "修復渠道；緊急事項請電話通知",
            "Mend the channels; telephone what is urgent",
        ),
        "system_admin",
        "notifications",
    ),
    "unreached": Rule(
        text("无人可通知的紧急事项", "無人可通知的緊急事項", "urgent things that reach nobody"),
        text(
            "{count} 项紧急事项无人可通知",
            "{count} 項緊急事項無人可通知",
            "{count} urgent lines reach nobody",
        ),
        text("逐级责任人均无通知渠道", "逐級責任人均無通知渠道", "Nobody of the whole chain has a channel"),
        text(
            "在“我的页面”添加渠道；任命责任领导",
            "在「我的頁面」新增渠道；任命責任領導",
            "Add channels on “My page”; name who answers for the house",
        ),
        "detachment_officer",
        "notifications",
    ),
    "document": Rule(
        text("已发布的方案文件", "已發佈的方案檔案", "documents that were issued"),
        text(
            "已发布的 {document} 不在本机，或者发布后被改动",
            "已發佈的 {document} 不在本機，或者發佈後被改動",
            "{document} was issued, and is not here or was changed since",
        ),
        text(
            "没有原文，该方案不能推算任何事项",
            "沒有原文，該方案不能推算任何事項",
            "Without its words nothing is owed by it",
        ),
        text("放回发布时的文件", "放回發佈時的檔案", "Put the file back as it was issued"),
        "system_admin",
        "protocols",
    ),
}

# What the record says, by facility: for whoever has it in scope.
OF_THE_FACTS: dict[str, Rule] = {
    "station_silent": Rule(
        text("门岗工作站", "門崗工作站", "stations of the gates"),
        text("{device} 失联", "{device} 失聯", "{device} has not spoken"),
        text(
            "上次联系：{last}；名单有效 {hours} 小时，已失效",
            "上次聯繫：{last}；名單有效 {hours} 小時，已失效",
            "Last heard at {last}; its list holds for {hours} h and has died",
        ),
        text("接通网络，或者收回工作站", "接通網路，或者收回工作站", "Connect it, or take it back"),
        "leader",
        "stations",
    ),
    "station_waiting": Rule(
        text("未上传的门岗记录", "未上傳的門崗記錄", "rows that wait at the gates"),
        text(
            "{device} 有 {count} 条未上传",
            "{device} 有 {count} 筆未上傳",
            "{device} has {count} rows waiting",
        ),
        text("上次联系：{last}", "上次聯繫：{last}", "Last heard at {last}"),
        text("接通网络，等待队列上传完毕", "接通網路，等待佇列上傳完畢", "Connect it, and let its queue go"),
        "leader",
        "stations",
    ),
    "directives_unread": Rule(
        text("未签收的指令", "未簽收的指令", "directives unread"),
        text(
            "{count} 份指令逾期未签收",
            "{count} 份指令逾期未簽收",
            "{count} directives were not acknowledged in time",
        ),
        text("应于 {due} 前签收", "應於 {due} 前簽收", "The oldest was due at {due}"),
        text("阅读并签收，再转达", "閱讀並簽收，再轉達", "Read and acknowledge them, and pass them on"),
        "leader",
        "house_directives",
    ),
    "directives_contradict": Rule(
        text("相互矛盾的指令", "相互矛盾的指令", "directives that contradict each other"),
        text(
            "{count} 处指令矛盾未裁定",
            "{count} 處指令矛盾未裁定",
            "{count} contradictions of directives are unsettled",
        ),
        text(
            "两份有效指令要求不一致",
            "兩份有效指令要求不一致",
            "Two directives in force ask for different things",
        ),
        text("裁定以哪一份为准，并说明理由", "裁定以哪一份為準，並說明理由", "Say which prevails, and why"),
        "detachment_leader",
        "directives",
    ),
    "facts_disputed": Rule(
        text("有争议的记录", "有爭議的記錄", "disputed facts"),
        text("{count} 条记录有争议", "{count} 筆記錄有爭議", "{count} facts are disputed"),
        text(
            "近日登记与其他事实矛盾，未更正",
            "近日登記與其他事實矛盾，未更正",
            "They contradict other facts, and nobody has corrected either",
        ),
        text("核对后更正或者撤回", "核對後更正或者撤回", "Compare, then correct or retract one of the two"),
        "leader",
        "day_sheet",
    ),
    "clock_off": Rule(
        text("设备时钟", "設備時鐘", "clocks of devices"),
        text(
            "{device} 时钟偏差 {off} 秒",
            "{device} 時鐘偏差 {off} 秒",
            "The clock of {device} is off by {off} s",
        ),
        text(
            "偏差不得超过 {limit} 秒；近 24 小时 {count} 条",
            "偏差不得超過 {limit} 秒；近 24 小時 {count} 筆",
            "More than {limit} s; {count} facts of the last 24 hours",
        ),
        text("校准设备时间", "校準設備時間", "Set the device’s clock"),
        "system_admin",
        "stations",
    ),
    "draws_end": Rule(
        text("随机抽查时刻", "隨機抽查時刻", "promised draws"),
        text(
            "抽查时刻只承诺到 {until}",
            "抽查時刻只承諾到 {until}",
            "Drawn times are promised until {until} only",
        ),
        text("须在当日开始前公布", "須在當日開始前公布", "A day’s draw is promised before the day begins"),
        text("公布其后各日的承诺", "公布其後各日的承諾", "Publish the promise of the days after"),
        "detachment_officer",
        "gate_looks",
    ),
    "check_ins_due": Rule(
        text("到期的签到", "到期的簽到", "check-ins whose time is over"),
        text("{count} 条签到到期未删除", "{count} 筆簽到到期未刪除", "{count} check-ins are kept too long"),
        text("依据：{law}", "依據：{law}", "By {law}"),
        text("删除；凭证保留", "刪除；憑證保留", "Erase them; the proof stays"),
        "duty_officer",
        "check_ins",
    ),
    "pictures_due": Rule(
        text("到期的门岗照片", "到期的門崗照片", "pictures whose time is over"),
        text("{count} 张照片到期未删除", "{count} 張照片到期未刪除", "{count} pictures are kept too long"),
        text(
            "最早拍摄：{oldest}；保存期限由方案规定",
            "最早拍攝：{oldest}；保存期限由方案規定",
            "The oldest is of {oldest}; the protocol says for how long",
        ),
        text(
            "打开该单位门岗摄像页拍摄一次即清除",
            "打開該單位門崗攝像頁拍攝一次即清除",
            "Take a picture there: whatever is too old goes with it",
        ),
        "detachment_officer",
        "gate_looks",
    ),
    "delegation_lapsed": Rule(
        text("到期的委托", "到期的委託", "delegations"),
        text("{delegate} 的委托已到期", "{delegate} 的委託已到期", "What was left to {delegate} has lapsed"),
        text("到期后责任回到 {by}", "到期後責任回到 {by}", "It is back with {by}"),
        text("仍需委托的，重新办理", "仍需委託的，重新辦理", "Leave it anew if it is still needed"),
        "leader",
        "leaders",
    ),
}
RULES: dict[str, Rule] = OF_THE_MACHINE | OF_THE_NODES | OF_THE_FACTS
