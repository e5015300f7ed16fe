//! Regions and their pairs (`REG`).

super::entries! {
    Reg01 SingleSource [Polc] Followed
        "The supported regions are those that Policy Center shows."
        "支持的地域以策略中心显示的为准。"
        Note "No list was found: regions named by other documents are offered."
        "未找到列表，此处提供其他文档提到的地域。";
    Reg02 SingleSource [E21Copy] Followed
        "Replication goes where snapshots can be copied. In 2021: among Hangzhou, Shanghai, Qingdao, Beijing, \
        Zhangjiakou, Hohhot, Ulanqab, Shenzhen, Heyuan, Guangzhou and Chengdu; and among Hong Kong, Singapore, \
        Sydney, Kuala Lumpur, Jakarta, Tokyo, Frankfurt, London, Silicon Valley, Virginia and Mumbai."
        "异地复制的范围与快照复制一致。2021年：杭州、上海、青岛、北京、张家口、呼和浩特、乌兰察布、深圳、河源、广州、\
        成都之间；中国香港、新加坡、悉尼、吉隆坡、雅加达、东京、法兰克福、伦敦、硅谷、弗吉尼亚、孟买之间。"
        Note "The 2021 page on instance backup had only Hong Kong and Singapore; that of 2026 lists no pairs but \
        excludes encrypted copies to Nanjing. The lists above are followed."
        "2021年整机备份文档只有中国香港与新加坡；2026年文档未列范围，仅排除加密复制到南京。以上述列表为准。";
    Reg03 SingleSource [Concept] OutOfScope
        "Zone-redundant vaults exist in Hangzhou, Shanghai, Beijing, Zhangjiakou, Ulanqab, Shenzhen, Hong Kong, \
        Tokyo, Singapore, Jakarta and Frankfurt."
        "支持同城冗余备份库的地域：杭州、上海、北京、张家口、乌兰察布、深圳、中国香港、东京、新加坡、雅加达、法兰克福。"
        Why "ECS instance backup needs no vault."
        "ECS整机备份无需备份库。";
}
